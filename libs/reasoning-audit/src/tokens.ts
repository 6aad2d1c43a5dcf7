/** Runs of letters and digits in lower case, each with its place: a cheaper reading than words, for exact comparison. */
export interface Tokens {
  readonly list: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const plainToken = /[a-z0-9]+/g
const anyToken = /[\p{L}\p{N}\p{M}]+/gu
// eslint-disable-next-line no-control-regex -- what is not ASCII needs the slower pattern
const beyondAscii = /[^\x00-\x7f]/

export function listTokens(text: string): Tokens {
  const list: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const isPlain = !beyondAscii.test(text)
  const pattern = isPlain ? plainToken : anyToken
  for (const { 0: raw, index } of (isPlain ? text.toLowerCase() : text).matchAll(pattern)) {
    list.push(isPlain ? raw : raw.normalize('NFC').toLowerCase())
    starts.push(index)
    ends.push(index + raw.length)
  }
  return { list, starts, ends }
}
