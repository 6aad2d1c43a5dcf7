export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly text: string; readonly code: string; readonly name: string }

const names: Record<number, string> = {
  0x00: 'null',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x034f: 'combining grapheme joiner',
  0x061c: 'Arabic letter mark',
  0x115f: 'Hangul choseong filler',
  0x1160: 'Hangul jungseong filler',
  0x180e: 'Mongolian vowel separator',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2061: 'function application',
  0x2062: 'invisible times',
  0x2063: 'invisible separator',
  0x2064: 'invisible plus',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
  0xffa0: 'halfwidth Hangul filler',
  0xfffd: 'replacement character',
}

/**
 * Characters that do not show or that turn the direction of writing: controls, format characters,
 * fillers, lone surrogates, private use and tag characters. Line feed, tab and space are ordinary,
 * and a joiner inside an emoji is part of the emoji.
 */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{a0}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{fffd}]|\u{34f}|\u{17b4}|\u{17b5}/u

const emojiJoin = /\p{Extended_Pictographic}\u{fe0f}?\p{Emoji_Modifier}?$/u
const ordinary = new Set(['\n', '\t'])

function isHidden(character: string, before: string): boolean {
  if (ordinary.has(character)) return false
  if (character === '\u200d' && emojiJoin.test(before)) return false
  return hidden.test(character)
}

function nameOf(code: number): string {
  if (names[code]) return names[code]
  if (code >= 0xe0000 && code <= 0xe007f) return 'tag character'
  if (code >= 0xd800 && code <= 0xdfff) return 'lone surrogate'
  if (code < 0x20 || (code >= 0x80 && code < 0xa0)) return 'control character'
  return 'invisible character'
}

/** The text in pieces, with every invisible or direction-changing character as a visible token. */
export function visibleCharacters(text: string): Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  let seen = ''
  for (const character of text) {
    if (isHidden(character, seen)) {
      if (plain) pieces.push({ kind: 'text', text: plain })
      plain = ''
      const code = character.codePointAt(0) ?? 0
      const hex = code.toString(16).toUpperCase().padStart(4, '0')
      pieces.push({ kind: 'token', text: character, code: `U+${hex}`, name: nameOf(code) })
    } else {
      plain += character
    }
    seen = (seen + character).slice(-12)
  }
  if (plain) pieces.push({ kind: 'text', text: plain })
  return pieces
}
