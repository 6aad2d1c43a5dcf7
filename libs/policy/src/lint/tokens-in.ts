const wordy = /[\p{L}\p{M}\p{N}_]/u

/** Where `token` stands in a text as a whole: no letter, digit or underscore touches it. */
export function tokensIn(text: string, token: string): number[] {
  const found: number[] = []
  if (token === '') return found
  const [begins, ends] = [wordy.test(token.charAt(0)), wordy.test(token.slice(-1))]
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + token.length)) {
    const before = begins && wordy.test(text.charAt(at - 1))
    const after = ends && wordy.test(text.charAt(at + token.length))
    if (!before && !after) found.push(at)
  }
  return found
}

export const hasToken = (text: string, token: string): boolean => tokensIn(text, token).length > 0
