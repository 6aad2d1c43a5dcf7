import { isGrammarWord, weightOf, type Words } from './words.js'

export const changeKinds = ['polarity', 'number', 'modal', 'quantifier', 'name', 'words'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One place where a quotation and its passage part; a side that has nothing there is absent. */
export interface Change {
  readonly kind: ChangeKind
  /** In the passage, as received, cut to a few words. */
  readonly from?: string
  /** In the quotation. */
  readonly to?: string
}

export interface Changes {
  readonly list: readonly Change[]
  /** Weight of the quotation's words that are neither matched nor part of a change of meaning. */
  readonly loose: number
  /** Words of the passage left out in silence, beside changes of meaning. */
  readonly dropped: number
}

export interface WordedText {
  readonly text: string
  readonly words: Words
}

type Pairs = readonly (readonly [word: number, inSource: number])[]

/** Half-open ranges of words on both sides that stand in each other's place. */
interface Gap {
  readonly quoted: readonly [from: number, to: number]
  readonly source: readonly [from: number, to: number]
}

/**
 * What a quotation changes in the passage it is aligned with.
 * Articles and other grammar, spelling in one word or two, and what is left out at a mark of elision
 * or between sentences are no changes.
 */
export function listChanges(quoted: WordedText, source: WordedText, pairs: Pairs): Changes {
  const list: Change[] = []
  let loose = 0
  let dropped = 0
  for (const gap of gapsOf(quoted, source, pairs)) {
    const leaps = isElided(quoted, gap) || isSeam(quoted, source, gap)
    const change = readGap(
      quoted,
      source,
      leaps ? { ...gap, source: [gap.source[0], gap.source[0]] } : gap,
    )
    if (!change) continue
    list.push(change)
    if (change.kind !== 'words') continue
    loose += weightBetween(quoted.words.list, gap.quoted)
    dropped += leaps ? 0 : gap.source[1] - gap.source[0]
  }
  return { list, loose, dropped }
}

function* gapsOf(quoted: WordedText, source: WordedText, pairs: Pairs): Generator<Gap> {
  const first = pairs[0]
  const last = pairs.at(-1)
  if (!first || !last) return
  if (first[0] > 0)
    yield { quoted: [0, first[0]], source: [opening(source, first[1], first[0]), first[1]] }
  for (let i = 1; i < pairs.length; i += 1) {
    const [word, place] = pairs[i - 1] as Pairs[number]
    const [nextWord, nextPlace] = pairs[i] as Pairs[number]
    if (nextWord > word + 1 || nextPlace > place + 1)
      yield { quoted: [word + 1, nextWord], source: [place + 1, nextPlace] }
  }
  const left = quoted.words.list.length - last[0] - 1
  if (left > 0)
    yield {
      quoted: [last[0] + 1, quoted.words.list.length],
      source: [last[1] + 1, closing(source, last[1] + 1, left)],
    }
}

const sentenceEnd = /[.!?;:]\s|\n/

/** Where the words begin that a quotation's opening words replace: at most as many, in the same sentence. */
function opening(source: WordedText, before: number, most: number): number {
  let from = before
  while (from > 0 && before - from < most && !isParted(source, from - 1)) from -= 1
  return from
}

function closing(source: WordedText, after: number, most: number): number {
  let to = after
  const { length } = source.words.list
  while (to < length && to - after < most && !isParted(source, to - 1)) to += 1
  return to
}

const isParted = ({ text, words }: WordedText, word: number): boolean =>
  sentenceEnd.test(text.slice(words.ends[word], words.starts[word + 1]))

/** A change of meaning is a matter of a few words; more is a rewriting. */
const fewWords = 4

function readGap(quoted: WordedText, source: WordedText, gap: Gap): Change | undefined {
  const to = quoted.words.list.slice(...gap.quoted)
  const from = source.words.list.slice(...gap.source)
  if (compact(to) === compact(from)) return undefined
  const kind =
    to.length > fewWords || from.length > fewWords
      ? 'words'
      : (meaningOf(from, to) ?? (isRenamed(quoted, source, gap) ? 'name' : 'words'))
  if (kind === 'words' && [...to, ...from].every(isGrammarWord)) return undefined
  return {
    kind,
    ...(from.length > 0 ? { from: shown(source, gap.source) } : {}),
    ...(to.length > 0 ? { to: shown(quoted, gap.quoted) } : {}),
  }
}

/** `non violent` and `nonviolent`, `10 000` and `10k` are the same. */
const compact = (words: readonly string[]): string =>
  words
    .map((word) => word.replace(/^(\d+)k$/, '$1000'))
    .filter((word) => !articles.has(word))
    .join('')
    .replaceAll('not', 'nt')

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const articles = setOf('a an the')
const negators = setOf('not no never none nor neither nothing nobody nowhere without non')
const modals: readonly ReadonlySet<string>[] = [
  setOf('must shall requir need mandatory'),
  setOf('should ought'),
  setOf('may can could might option'),
]
const quantities: readonly ReadonlySet<string>[] = [
  setOf('all every each any both always'),
  setOf('some most many few several often sometim usual'),
  setOf('only solely exclusiv sole'),
  setOf('except unless exclud apart'),
]
const numerals = setOf(
  'zero one two three four five six seven eight eigh nine ten eleven twelv twenty hundr thousand million once twice',
)
const opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  [
    setOf('allow permit accept approv'),
    setOf('prohibit forbid forbidden ban bann deny den reject refus'),
  ],
  [setOf('includ'), setOf('exclud')],
  [setOf('before prior'), setOf('after')],
  [setOf('more mor over above exce maximum most'), setOf('less fewer under below minimum least')],
  [setOf('tru right correct'), setOf('fals wrong')],
  [setOf('requir need'), setOf('forbid prohibit')],
  [setOf('enabl'), setOf('disabl')],
  [setOf('increas rais'), setOf('decreas reduc lower')],
  [setOf('high higher'), setOf('low lower')],
  [setOf('public publicly'), setOf('privat private')],
]
const reversing = /^(?:dis|un|non|in|im|il|ir|mis)(?=\p{L}{3})/u

/** What a change of a few words does to the meaning; undefined where other words changed along with it. */
function meaningOf(from: readonly string[], to: readonly string[]): ChangeKind | undefined {
  const inverted = from.flatMap((one) =>
    to.filter((other) => areOpposite(one, other)).map((other) => [one, other]),
  )
  const bare = (words: readonly string[], kept: (word: string) => boolean) =>
    compact(words.filter((word) => !isGrammarWord(word) && !kept(word)))
  const isPure = (isPart: (word: string) => boolean) => bare(from, isPart) === bare(to, isPart)
  const inPair = new Set(inverted.flat())
  if (isNegated(from) !== isNegated(to)) {
    if (inverted.length === 0 && isPure((word) => negators.has(word) || isQuantity(word)))
      return 'polarity'
    return undefined
  }
  if (inverted.length > 0 && isPure((word) => inPair.has(word))) return 'polarity'
  if (differ(from.filter(isNumber), to.filter(isNumber)) && isPure(isNumber)) return 'number'
  if (differ(kindsIn(modals, from), kindsIn(modals, to)) && isPure(isModal)) return 'modal'
  if (!isPure(isQuantity)) return undefined
  const restricted = (words: readonly string[]) => kindsIn(quantities.slice(2), words).join()
  if (restricted(from) !== restricted(to)) return 'quantifier'
  return differ(kindsIn(quantities, from), kindsIn(quantities, to)) ? 'quantifier' : undefined
}

const isNegated = (words: readonly string[]): boolean =>
  words.filter((word) => negators.has(word)).length % 2 === 1
const isModal = (word: string): boolean => modals.some((kind) => kind.has(word))
const isQuantity = (word: string): boolean => quantities.some((kind) => kind.has(word))

function areOpposite(one: string, other: string): boolean {
  if (one === other) return false
  const bare = [one, other].map((word) => word.replace(reversing, '')) as [string, string]
  if (bare[0] === bare[1] || bare[0] === other || one === bare[1]) return true
  if (one.replace(/ful$/, '') === other.replace(/les$/, '') && /ful$/.test(one)) return true
  if (one.replace(/les$/, '') === other.replace(/ful$/, '') && /ful$/.test(other)) return true
  return opposites.some(
    ([left, right]) => (left.has(one) && right.has(other)) || (right.has(one) && left.has(other)),
  )
}

const isNumber = (word: string): boolean => /\d/.test(word) || numerals.has(word)

const kindsIn = (kinds: readonly ReadonlySet<string>[], words: readonly string[]): string[] =>
  kinds.flatMap((kind, i) => (words.some((word) => kind.has(word)) ? [String(i)] : []))

/** Both sides have some, and not the same. */
const differ = (from: readonly string[], to: readonly string[]): boolean =>
  from.length > 0 && to.length > 0 && compact(from) !== compact(to)

/** One name in another's place: both written with a capital although neither begins a sentence. */
function isRenamed(quoted: WordedText, source: WordedText, gap: Gap): boolean {
  const one = properNames(source, gap.source)
  const other = properNames(quoted, gap.quoted)
  return differ(one, other)
}

function properNames({ text, words }: WordedText, [from, to]: readonly [number, number]): string[] {
  const names: string[] = []
  for (let i = Math.max(1, from); i < to; i += 1) {
    const between = text.slice(words.ends[i - 1], words.starts[i])
    if (/^\s$/.test(between) && /^\p{Lu}\p{Ll}/u.test(text.slice(words.starts[i], words.ends[i])))
      names.push(words.list[i] ?? '')
  }
  return names
}

const elision = /\.{3}|…|\betc\b/

function isElided({ text, words }: WordedText, { quoted: [from, to] }: Gap): boolean {
  const start = from === 0 ? 0 : words.ends[from - 1]
  const end = to === words.list.length ? text.length : words.starts[to]
  return elision.test(text.slice(start, end))
}

/** Where the passage ends a sentence or line that the quotation runs on from. */
function isSeam(quoted: WordedText, source: WordedText, gap: Gap): boolean {
  const from = gap.source[0] - (gap.quoted[0] === 0 ? 0 : 1)
  const to = gap.source[1] - (gap.quoted[1] === quoted.words.list.length ? 1 : 0)
  for (let word = from; word < to; word += 1) if (isParted(source, word)) return true
  return false
}

const longestShown = 40

const shown = ({ text, words }: WordedText, [from, to]: readonly [number, number]): string =>
  text
    .slice(words.starts[from], words.ends[to - 1])
    .replace(/\s+/g, ' ')
    .slice(0, longestShown)

const weightBetween = (list: readonly string[], [from, to]: readonly [number, number]): number =>
  list.slice(from, to).reduce((sum, word) => sum + weightOf(word), 0)
