/** Longer than any word people write. */
const maxRun = 128

/**
 * Cuts a text inside runs of more than 128 characters with or without blanks, and nowhere else: a tokenizer takes
 * time quadratic in the length of such a run. Law: the pieces joined are the text.
 */
export function cutLongRuns(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  for (const { index, 0: run } of text.matchAll(/\S{129,}|\s{129,}/g)) {
    for (let cut = index + maxRun; cut < index + run.length; cut += maxRun) {
      pieces.push(text.slice(from, cut))
      from = cut
    }
  }
  pieces.push(text.slice(from))
  return pieces
}
