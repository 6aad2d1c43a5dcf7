import type { OtherVersion } from './other-versions.js'
import type { SubjectReading } from './subject-reading.js'
import { isTelling } from './stated-rules.js'
import type { WordSense } from './risk-words.js'
import { WordSet } from './word-set.js'
import { readWords, wordsWithin, type SensedWords, type Words } from './words.js'

/** A stretch of the trace that stands in another version of the policy, word for word, and not in this one. */
export interface StaleWording {
  readonly version: OtherVersion
  /** In the trace. */
  readonly start: number
  readonly end: number
  /** Of the stretch. */
  readonly words: Words
  /** Words that say something of their own, each counted once. */
  readonly telling: number
}

interface Place {
  readonly version: number
  readonly at: number
}

/** What other versions say and this one does not, found by two words in a row. */
interface Index {
  readonly texts: readonly Words[]
  /** The words that stand in such a row; their ids are their places. */
  readonly known: WordSet
  readonly places: ReadonlyMap<number, readonly Place[]>
}

const inRow = 2
/** Two ids below it make a small number, which a map finds fastest; a word beyond them begins no stretch. */
const mostIds = 32_768
const mostPlaces = 6
const fewestWords = 5
const fewestTelling = 3
const mostFound = 20

const indexes = new WeakMap<
  readonly OtherVersion[],
  { readonly policy: string; readonly index: Index }
>()

function indexOf(versions: readonly OtherVersion[], { policy, subject }: SubjectReading): Index {
  const known = indexes.get(versions)
  if (known?.policy === subject.policyText) return known.index
  const index = buildIndex(versions, policy.passages.words)
  indexes.set(versions, { policy: subject.policyText, index })
  return index
}

function buildIndex(versions: readonly OtherVersion[], own: SensedWords): Index {
  const texts = versions.map(({ text }) => readWords(text))
  const all = new WordSet([own, ...texts])
  const said = new Set<number>()
  eachKey(own, all, (key) => said.add(key))
  const places = new Map<number, Place[]>()
  texts.forEach((text, version) => {
    eachKey(text, all, (key, at) => {
      if (said.has(key)) return
      const there = places.get(key)
      if (!there) places.set(key, [{ version, at }])
      else if (there.length < mostPlaces) there.push({ version, at })
    })
  })
  return { texts, ...withoutOthers(places, all) }
}

/** Versions differ in few words: with none but these known, most words of a trace begin nothing. */
function withoutOthers(places: ReadonlyMap<number, readonly Place[]>, { list }: WordSet) {
  const rows = Array.from(places, ([key, there]) => {
    const senses = [Math.floor(key / mostIds), key % mostIds].map((id) => list[id] as WordSense)
    return { senses, there }
  })
  const known = new WordSet(rows)
  const keyOf = ([first, second]: readonly WordSense[]) =>
    known.indexOf(first as WordSense) * mostIds + known.indexOf(second as WordSense)
  return { known, places: new Map(rows.map(({ senses, there }) => [keyOf(senses), there])) }
}

/** Calls back for each two words in a row that have ids, with the place of the first. */
function eachKey(
  { senses }: SensedWords,
  known: WordSet,
  visit: (key: number, at: number) => void,
): void {
  const idOf = (at: number) => {
    const place = known.indexOf(senses[at] as WordSense)
    return place < mostIds ? place : -1
  }
  // Where every second word is unknown no two in a row are known.
  for (let at = 1; at < senses.length; at += 2) {
    const id = idOf(at)
    if (id < 0) continue
    const before = idOf(at - 1)
    if (before >= 0) visit(before * mostIds + id, at - 1)
    const behind = at + 1 < senses.length ? idOf(at + 1) : -1
    if (behind >= 0) visit(id * mostIds + behind, at)
  }
}

/** In order, the longest where several begin together; what the content says too is left out. */
export function listStaleWordings(reading: SubjectReading): StaleWording[] {
  const { otherVersions = [] } = reading.subject
  if (otherVersions.length === 0) return []
  const index = indexOf(otherVersions, reading)
  if (index.places.size === 0) return []
  const { trace } = reading.subject
  const { traceWords } = reading
  const { list, starts, ends } = traceWords
  const found: StaleWording[] = []
  let past = 0
  eachKey(traceWords, index.known, (key, at) => {
    const places = at < past || found.length === mostFound ? undefined : index.places.get(key)
    const run = places && longestRun(index, list, at, places)
    const version = run && otherVersions[run.version]
    if (!version || run.to - run.from < fewestWords) return
    const start = starts[run.from] ?? 0
    const end = ends[run.to - 1] ?? start
    const words = wordsWithin(traceWords, trace, start, end)
    const telling = new Set(words.list.filter(isTelling)).size
    if (telling < fewestTelling) return
    past = run.to
    if (reading.content.some((passages) => passages.holds(words.list))) return
    found.push({ version, start, end, words, telling })
  })
  return found
}

interface Run {
  readonly version: number
  readonly from: number
  readonly to: number
}

/** A run longer than this is stale enough; a text that repeats itself must not be walked again and again. */
const longest = 60

function longestRun(
  { texts }: Index,
  list: readonly string[],
  at: number,
  places: readonly Place[],
): Run | undefined {
  let best: Run | undefined
  for (const { version, at: there } of places) {
    const other = texts[version]?.list ?? []
    let back = 0
    while (back < longest && at - back > 0 && list[at - back - 1] === other[there - back - 1])
      back += 1
    let on = inRow
    while (on < longest && at + on < list.length && list[at + on] === other[there + on]) on += 1
    if (!best || back + on > best.to - best.from) best = { version, from: at - back, to: at + on }
  }
  return best
}
