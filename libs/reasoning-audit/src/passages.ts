import { readWords, weightOf, type Words } from './words.js'

/** A stretch of a source, in offsets of its text. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** Where a quoted text lies in a source, and how much of its weight is found there in order. */
export interface Alignment extends Place {
  /** 0 to 1; 1 means word for word, but for case and endings. */
  readonly share: number
  /** The same, where a word that the source uses all over proves little. */
  readonly telling: number
  /** Which word of the quotation is which word of the source, in order. */
  readonly pairs: readonly (readonly [word: number, inSource: number])[]
}

/** A text that can be asked where a quotation comes from. Built once, asked often. */
export class Passages {
  readonly words: Words
  private readonly joined: string
  private made: ReadonlyMap<string, readonly number[]> | undefined
  private offsets: readonly number[] | undefined

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

  /** First place where the words stand one after the other. */
  locate(words: readonly string[]): Place | undefined {
    const at = words.length === 0 ? -1 : this.joined.indexOf(` ${words.join(' ')} `)
    if (at < 0) return undefined
    const first = lastAtMost((this.offsets ??= offsetsOf(this.words.list)), at)
    return this.placeOf(first, first + words.length - 1)
  }

  private placeOf(first: number, last: number): Place | undefined {
    const start = this.words.starts[first]
    const end = this.words.ends[last]
    return start === undefined || end === undefined ? undefined : { start, end }
  }

  /** Best place for the words, in order and near each other; undefined where no telling word occurs. */
  align(words: readonly string[]): Alignment | undefined {
    let best: Subsequence | undefined
    for (const [from, to] of this.likelyWindows(words)) {
      const found = commonSubsequence(words, this.words.list, from, to)
      if (found.weight > (best?.weight ?? 0)) best = found
    }
    if (best === undefined) return undefined
    const { pairs } = best
    const place = this.placeOf(pairs[0]?.[1] ?? 0, pairs.at(-1)?.[1] ?? 0)
    const total = words.reduce((sum, word) => sum + weightOf(word), 0)
    const share = (worth: (word: string) => number) =>
      pairs.reduce((sum, [i]) => sum + worth(words[i] ?? ''), 0) / total
    return (
      place && {
        ...place,
        share: share(weightOf),
        telling: share((word) => weightOf(word) * this.rarity(word)),
        pairs,
      }
    )
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
      const known = places.get(word) ?? []
      for (const place of known.length > mostPlaces ? known.slice(0, mostPlaces) : known) {
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
/** A word that a source repeats more often than this says little about where a quotation lies. */
const mostPlaces = 200

function indexOf(list: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  list.forEach((word, i) => {
    const known = places.get(word)
    if (known) known.push(i)
    else places.set(word, [i])
  })
  return places
}

/** Where each word begins in the joined text, counted from the space before it. */
function offsetsOf(list: readonly string[]): readonly number[] {
  let at = 0
  return list.map((word) => {
    const own = at
    at += word.length + 1
    return own
  })
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

interface Subsequence {
  readonly weight: number
  readonly pairs: readonly (readonly [number, number])[]
}

/** Words next to each other in both texts are likelier the same passage. */
const neighbourly = 0.01

/** Heaviest common subsequence of `words` and `source[from, to)`. */
function commonSubsequence(
  words: readonly string[],
  source: readonly string[],
  from: number,
  to: number,
): Subsequence {
  const width = to - from + 1
  const weights = new Float64Array((words.length + 1) * width)
  const taken = new Uint8Array((words.length + 1) * width)
  words.forEach((word, i) => {
    const worth = weightOf(word)
    const above = i * width
    const row = above + width
    for (let j = 1; j < width; j += 1) {
      const skipped = Math.max(weights[above + j] ?? 0, weights[row + j - 1] ?? 0)
      weights[row + j] = skipped
      if (source[from + j - 1] !== word) continue
      const before = above + j - 1
      const weight = (weights[before] ?? 0) + worth + (taken[before] ? neighbourly : 0)
      if (weight <= skipped) continue
      weights[row + j] = weight
      taken[row + j] = 1
    }
  })
  const pairs: (readonly [number, number])[] = []
  for (let i = words.length, j = width - 1; i > 0 && j > 0;) {
    const at = i * width + j
    if (taken[at]) {
      pairs.push([i - 1, from + j - 1])
      i -= 1
      j -= 1
    } else if ((weights[at - width] ?? 0) >= (weights[at - 1] ?? 0)) i -= 1
    else j -= 1
  }
  return { weight: weights[words.length * width + width - 1] ?? 0, pairs: pairs.reverse() }
}
