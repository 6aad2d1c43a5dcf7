/**
 * Calls back with the place of every word of a text in plain letters; false where it has other letters, of which only
 * patterns know; `hash` is a number that the word's letters and digits make. Four times as fast as the pattern `[A-Za-z0-9]+(?:'[A-Za-z]+)*`, and most texts are plain.
 */
export function eachPlainWord(
  text: string,
  visit: (start: number, end: number, hash: number) => void,
): boolean {
  const { length } = text
  let start = -1
  let hash = 0
  let afterApostrophe = false
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (isLetter(code)) {
      if (start < 0) start = at
      hash = (Math.imul(hash, 31) + code) | 0
    } else if (code >= 48 && code <= 57) {
      if (start >= 0 && afterApostrophe) {
        visit(start, at, hash)
        start = -1
        hash = 0
      }
      if (start < 0) {
        start = at
        afterApostrophe = false
      }
      hash = (Math.imul(hash, 31) + code) | 0
    } else if (code > 127 && !isPlainSign(code)) return false
    else if (start >= 0) {
      if (code === 39 && at + 1 < length && isLetter(text.charCodeAt(at + 1))) {
        afterApostrophe = true
        continue
      }
      visit(start, at, hash)
      start = -1
      hash = 0
      afterApostrophe = false
    }
  }
  if (start >= 0) visit(start, length, hash)
  return true
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122

/** Dashes, curly double quotes, dots of elision, arrows and signs of arithmetic: no letter, no mark and no apostrophe. */
const isPlainSign = (code: number): boolean =>
  (code >= 0x2010 && code <= 0x2018) ||
  (code >= 0x201a && code <= 0x2027) ||
  (code >= 0x2190 && code <= 0x22ff)
