import { readWords, weightOf, type Words } from './words.js'

/** Where a quoted text lies in a source, and how much of its weight is found there in order. */
export interface Alignment {
  /** 0 to 1; 1 means word for word, but for case and endings. */
  readonly share: number
  /** The same, where a word that the source uses all over proves little. */
  readonly telling: number
  readonly start: number
  readonly end: number
}

/** A text that can be asked where a quotation comes from. Built once, asked often. */
export class Passages {
  private readonly words: Words
  private readonly joined: string
  private made: ReadonlyMap<string, readonly number[]> | undefined

  constructor(readonly text: string) {
    this.words = readWords(text)
    this.joined = ` ${this.words.list.join(' ')} `
  }

  private get places(): ReadonlyMap<string, readonly number[]> {
    return (this.made ??= indexOf(this.words.list))
  }

  /** 1 for a word used once, falling slowly with every further use. */
  private readonly rarity = (word: string): number =>
    1 / (1 + Math.log(this.places.get(word)?.length ?? 1) / 2)

  holds(words: readonly string[]): boolean {
    return this.joined.includes(` ${words.join(' ')} `)
  }

  /** Best place for the words, in order and near each other; undefined where no telling word occurs. */
  align(words: readonly string[]): Alignment | undefined {
    const total = words.reduce((sum, word) => sum + weightOf(word), 0)
    let best: Subsequence | undefined
    for (const [from, to] of this.likelyWindows(words)) {
      const found = commonSubsequence(words, this.words.list, from, to, this.rarity)
      if (found.weight > (best?.weight ?? 0)) best = found
    }
    const start = best && this.words.starts[best.first]
    const end = best && this.words.ends[best.last]
    if (best === undefined || start === undefined || end === undefined) return undefined
    return { share: best.weight / total, telling: best.telling / total, start, end }
  }

  /**
   * Every shared telling word votes once for each band of offsets between quotation and source in which it occurs;
   * the bands with most votes are worth a closer look.
   */
  private likelyWindows(words: readonly string[]): (readonly [number, number])[] {
    const { places } = this
    const band = Math.max(4, Math.ceil(words.length / 2))
    const votes = new Map<number, { count: number; lastWord: number }>()
    words.forEach((word, i) => {
      if (weightOf(word) < 1) return
      for (const place of places.get(word) ?? []) {
        const slot = Math.floor((place - i) / band)
        for (const near of [slot, slot + 1]) {
          const vote = votes.get(near)
          if (!vote) votes.set(near, { count: 1, lastWord: i })
          else if (vote.lastWord !== i) {
            vote.count += 1
            vote.lastWord = i
          }
        }
      }
    })
    return [...votes]
      .sort(([a, one], [b, other]) => other.count - one.count || a - b)
      .slice(0, closeLooks)
      .map(([slot]) => [
        Math.max(0, (slot - 1) * band - 1),
        Math.min(this.words.list.length, (slot + 1) * band + words.length + 1),
      ])
  }
}

const closeLooks = 4

function indexOf(list: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  list.forEach((word, i) => {
    const known = places.get(word)
    if (known) known.push(i)
    else places.set(word, [i])
  })
  return places
}

interface Subsequence {
  readonly weight: number
  readonly telling: number
  readonly first: number
  readonly last: number
}

/** Heaviest common subsequence of `words` and `source[from, to)`, with the places of its ends. */
function commonSubsequence(
  words: readonly string[],
  source: readonly string[],
  from: number,
  to: number,
  rarity: (word: string) => number,
): Subsequence {
  const none: Subsequence = { weight: 0, telling: 0, first: from, last: from }
  let above: Subsequence[] = new Array<Subsequence>(to - from + 1).fill(none)
  for (const word of words) {
    const row: Subsequence[] = [none]
    const weight = weightOf(word)
    for (let j = from; j < to; j += 1) {
      const skipWord = above[j - from + 1] ?? none
      const skipSource = row[j - from] ?? none
      const before = above[j - from] ?? none
      const skipped = skipWord.weight >= skipSource.weight ? skipWord : skipSource
      const taken = source[j] === word && before.weight + weight > skipped.weight
      row.push(taken ? extend(before, j, weight, weight * rarity(word)) : skipped)
    }
    above = row
  }
  return above[to - from] ?? none
}

const extend = (
  before: Subsequence,
  place: number,
  weight: number,
  telling: number,
): Subsequence => ({
  weight: before.weight + weight,
  telling: before.telling + telling,
  first: before.weight === 0 ? place : before.first,
  last: place,
})
