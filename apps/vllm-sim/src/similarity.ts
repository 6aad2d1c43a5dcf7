const idle = new Set(
  `a about all also an and any are as at be been but by can do does for from had has have he her his how i if
  in into is it its just me more my no not of on one only or other our out she so some such than that the
  their them then there these they this those to too under up was we were what when where which who will
  with would you your`.split(/\s+/),
)

/** Content words, lower case, with the commonest English endings cut off. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
  return new Set(words.filter((word) => !idle.has(word)).map(stem))
}

const stem = (word: string): string =>
  word.length > 5 ? word.replace(/(?:ations?|ings?|ers?|ed|ly|es|s)$/, '') : word.replace(/s$/, '')

export type Weights = (word: string) => number

/** Rare words of the policy weigh more than those it uses everywhere. */
export function weigh(texts: readonly string[]): Weights {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => Math.log(1 + texts.length / ((counts.get(word) ?? 0) + 1))
}

/** Weighted cosine of two sets of words, in [0, 1]. */
export function similarity(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  weights: Weights,
): number {
  const total = (words: ReadonlySet<string>): number =>
    [...words].reduce((sum, word) => sum + weights(word), 0)
  const both = total(new Set([...a].filter((word) => b.has(word))))
  const product = Math.sqrt(total(a) * total(b))
  return product === 0 ? 0 : both / product
}
