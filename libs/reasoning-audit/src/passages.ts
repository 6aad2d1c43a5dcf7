import { readWords, weightOf, type SensedWords } from './words.js'

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
  readonly words: SensedWords
  private made: ReadonlyMap<string, readonly number[]> | undefined = undefined
  private numbered: Int32Array | undefined = undefined

  constructor(readonly text: string) {
    this.words = readWords(text)
  }

  private get places(): ReadonlyMap<string, readonly number[]> {
    return (this.made ??= indexOf(this.words.list))
  }

  /** 1 for a word used once, falling slowly with every further use. */
  private readonly rarity = (word: string): number =>
    1 / (1 + Math.log(this.places.get(word)?.length ?? 1) / 2)

  has(word: string): boolean {
    return this.places.has(word)
  }

  holds(words: readonly string[]): boolean {
    return this.locate(words) !== undefined
  }

  /** First place where the words stand one after the other. */
  locate(words: readonly string[]): Place | undefined {
    const { places } = this
    const sought: number[] = []
    for (const word of words) {
      const number = places.get(word)?.[0]
      if (number === undefined) return undefined
      sought.push(number)
    }
    for (const first of places.get(words[0] ?? '') ?? [])
      if (this.standAt(first, sought)) return this.placeOf(first, first + words.length - 1)
    return undefined
  }

  private standAt(first: number, sought: readonly number[]): boolean {
    const { numbers } = this
    for (let at = 1; at < sought.length; at += 1)
      if (numbers[first + at] !== sought[at]) return false
    return true
  }

  private placeOf(first: number, last: number): Place | undefined {
    const start = this.words.starts[first]
    const end = this.words.ends[last]
    return start === undefined || end === undefined ? undefined : { start, end }
  }

  /** Words as numbers, which compare faster: the place where each is used first. */
  private get numbers(): Int32Array {
    return (this.numbered ??= Int32Array.from(
      this.words.list,
      (word) => this.places.get(word)?.[0] ?? -1,
    ))
  }

  private knownAmong(words: readonly string[]): KnownWord[] {
    const known: KnownWord[] = []
    for (const [at, word] of words.entries()) {
      const number = this.places.get(word)?.[0]
      if (number !== undefined) known.push({ at, number, weight: weightOf(word) })
    }
    return known
  }

  /** No alignment of the words can have a greater share: what of them occurs at all, in whatever order. */
  mostShare(words: readonly string[]): number {
    const { places } = this
    let total = 0
    let known = 0
    for (const word of words) {
      const weight = weightOf(word)
      total += weight
      if (places.has(word)) known += weight
    }
    return total === 0 ? 0 : known / total
  }

  /** Best place for the words, in order and near each other; undefined where no telling word occurs. */
  align(words: readonly string[]): Alignment | undefined {
    let best: Subsequence | undefined
    const known = this.knownAmong(words)
    for (const [from, to] of this.likelyWindows(words)) {
      const found = commonSubsequence(known, this.numbers, from, to)
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
        start: place.start,
        end: place.end,
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
    const { length } = this.words.list
    const band = Math.max(4, Math.ceil(words.length / 2))
    const below = Math.ceil(words.length / band)
    const slots = below + Math.ceil(length / band) + 2
    const votes = blank(sheets.votes, slots, Int32Array)
    const lastWord = blank(sheets.lastWord, slots, Int32Array).fill(-1, 0, slots)
    words.forEach((word, i) => {
      if (weightOf(word) < 1) return
      const known = places.get(word)
      if (!known) return
      const most = Math.min(known.length, mostPlaces)
      for (let k = 0; k < most; k += 1) {
        const slot = Math.floor(((known[k] ?? 0) - i) / band) + below
        for (let near = slot; near <= slot + 1; near += 1) {
          if (lastWord[near] === i) continue
          lastWord[near] = i
          votes[near] = (votes[near] ?? 0) + 1
        }
      }
    })
    return mostVoted(votes, slots).map((slot) => [
      Math.max(0, (slot - below - 1) * band - 1),
      Math.min(length, (slot - below + 1) * band + words.length + 1),
    ])
  }
}

/** Slots with most votes, the earlier of equals first. */
function mostVoted(votes: Int32Array, slots: number): number[] {
  const best: number[] = []
  for (let slot = 0; slot < slots; slot += 1) {
    const count = votes[slot] as number
    if (count === 0) continue
    let at = best.length
    while (at > 0 && count > (votes[best[at - 1] ?? 0] ?? 0)) at -= 1
    if (at < closeLooks) best.splice(at, 0, slot)
    if (best.length > closeLooks) best.pop()
  }
  return best
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

/** What alignments are worked out on, one after the other: an array for each would cost more than the work. */
const sheets = {
  votes: new Int32Array(4_096),
  lastWord: new Int32Array(4_096),
  weights: new Float64Array(16_384),
  taken: new Uint8Array(16_384),
}

/** The sheet with zeros as far as it is used; one of its own for what needs more room. */
function blank<Sheet extends Int32Array | Float64Array | Uint8Array>(
  sheet: Sheet,
  size: number,
  larger: new (size: number) => Sheet,
): Sheet {
  if (size > sheet.length) return new larger(size)
  sheet.fill(0, 0, size)
  return sheet
}

interface Subsequence {
  readonly weight: number
  readonly pairs: readonly (readonly [number, number])[]
}

/** A word of a quotation which the source has somewhere. */
interface KnownWord {
  readonly at: number
  readonly number: number
  readonly weight: number
}

/** Words next to each other in both texts are likelier the same passage. */
const neighbourly = 0.01

/** Heaviest common subsequence of `words` and `source[from, to)`. */
function commonSubsequence(
  words: readonly KnownWord[],
  source: Int32Array,
  from: number,
  to: number,
): Subsequence {
  const width = to - from + 1
  const size = (words.length + 1) * width
  const weights = blank(sheets.weights, size, Float64Array)
  const taken = blank(sheets.taken, size, Uint8Array)
  words.forEach(({ number, weight: worth }, i) => {
    const above = i * width
    const row = above + width
    let left = 0
    for (let j = 1; j < width; j += 1) {
      const up = weights[above + j] as number
      let most = up > left ? up : left
      if (source[from + j - 1] === number) {
        const before = above + j - 1
        const weight = (weights[before] as number) + worth + (taken[before] ? neighbourly : 0)
        if (weight > most) {
          most = weight
          taken[row + j] = 1
        }
      }
      weights[row + j] = most
      left = most
    }
  })
  const pairs: (readonly [number, number])[] = []
  for (let i = words.length, j = width - 1; i > 0 && j > 0;) {
    const at = i * width + j
    if (taken[at]) {
      pairs.push([words[i - 1]?.at ?? 0, from + j - 1])
      i -= 1
      j -= 1
    } else if ((weights[at - width] as number) >= (weights[at - 1] as number)) i -= 1
    else j -= 1
  }
  return { weight: weights[size - 1] ?? 0, pairs: pairs.reverse() }
}
