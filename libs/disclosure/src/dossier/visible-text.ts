export type TextPiece =
  | { readonly kind: 'plain'; readonly text: string }
  /** A character that would not show, or would turn the direction of writing: shown by its code. */
  | { readonly kind: 'token'; readonly code: string; readonly name: string }

/** Controls, format characters, fillers, lone surrogates, private use, tags, variation beyond emoji. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{a0}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{fffd}]|\u{34f}|\u{17b4}|\u{17b5}/u

/** Where a joiner belongs to the emoji before it. */
const emojiEnd = /\p{Extended_Pictographic}\u{fe0f}?\p{Emoji_Modifier}?$/u

const names: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of directional isolate',
  0xfeff: 'byte order mark',
  0xfffd: 'replacement character',
}

function nameOf(code: number): string {
  const known = names[code]
  if (known) return known
  if (code >= 0xe0000 && code <= 0xe007f) return 'tag character'
  if (code >= 0xd800 && code <= 0xdfff) return 'lone surrogate'
  return code < 0xa0 ? 'control character' : 'invisible character'
}

/** The text in pieces, with everything a reader could not see as a token. Line feed and tab are ordinary. */
export function visibleText(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let plain = ''
  let before = ''
  const flush = (): void => {
    if (plain !== '') pieces.push({ kind: 'plain', text: plain })
    plain = ''
  }
  for (const character of text) {
    const isJoin = character === '\u200d' && emojiEnd.test(before)
    if (character !== '\n' && character !== '\t' && !isJoin && hidden.test(character)) {
      flush()
      const code = character.codePointAt(0) ?? 0
      const hex = code.toString(16).toUpperCase().padStart(4, '0')
      pieces.push({ kind: 'token', code: `U+${hex}`, name: nameOf(code) })
    } else plain += character
    before = (before + character).slice(-12)
  }
  flush()
  return pieces
}
