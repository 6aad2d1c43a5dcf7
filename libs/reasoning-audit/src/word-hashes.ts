import { unitsOf } from './code-units.js'

/**
 * Words of a text as numbers that stand for their letters in lower case: for counting where a text repeats itself,
 * without a string for every word. With `upTo` only as many words are read. Of a plain text they are the numbers that its
 * words bring with them.
 */
export function hashWords(text: string, upTo = Infinity): WordHashes {
  // A word takes a letter and the sign after it, or two signs.
  const words = new Int32Array(Math.min(upTo, (text.length >> 1) + 1))
  let count = 0
  let hash = 0
  let start = -1
  let lastStart = 0
  let lastEnd = 0
  const units = unitsOf(text)
  for (let at = 0; at <= text.length && count < upTo; at += 1) {
    const code = units[at] as number
    const inWord =
      code < 128
        ? (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
        : isLetterBeyondAscii(code)
    if (inWord) {
      if (start < 0) start = at
      hash = (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0
      // Scripts without spaces: two signs make a word.
      if (code < 0x0e00 || at === start || !isUnspaced(code)) continue
      lastEnd = at + 1
    } else {
      if (start < 0) continue
      lastEnd = at
    }
    words[count] = hash
    count += 1
    lastStart = start
    start = -1
    hash = 0
  }
  return { words: words.subarray(0, count), lastStart, lastEnd }
}

export interface WordHashes {
  readonly words: Int32Array
  /** Where the last word read stands. */
  readonly lastStart: number
  readonly lastEnd: number
}

const isLetterBeyondAscii = (code: number): boolean =>
  code >= 0xc0 &&
  !(code >= 0x2000 && code <= 0x2bff) &&
  !(code >= 0x3000 && code <= 0x3020) &&
  !(code >= 0xff00 && code <= 0xff0f)

const isUnspaced = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x9fff) ||
  (code >= 0x0e00 && code <= 0x0eff) ||
  (code >= 0xf900 && code <= 0xfaff)
