import type { OtherVersion } from './other-versions.js'
import type { SubjectReading } from './subject-reading.js'
import { isTelling } from './stated-rules.js'
import { readWords, wordsWithin, type Words } from './words.js'

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
  /** Of the words that stand in such a row. */
  readonly ids: ReadonlyMap<string, number>
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

function buildIndex(versions: readonly OtherVersion[], own: Words): Index {
  const texts = versions.map(({ text }) => readWords(text))
  const ids = new Map<string, number>()
  for (const { list } of [own, ...texts])
    for (const word of list) if (!ids.has(word) && ids.size < mostIds) ids.set(word, ids.size)
  const said = new Set<number>()
  eachKey(own.list, ids, (key) => said.add(key))
  const places = new Map<number, Place[]>()
  texts.forEach(({ list }, version) => {
    eachKey(list, ids, (key, at) => {
      if (said.has(key)) return
      const there = places.get(key)
      if (!there) places.set(key, [{ version, at }])
      else if (there.length < mostPlaces) there.push({ version, at })
    })
  })
  return { texts, ids: idsIn(places, ids), places }
}

/** Versions differ in few words, so most words of a trace have no id and begin nothing. */
function idsIn(
  places: ReadonlyMap<number, readonly Place[]>,
  ids: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const used = new Set<number>()
  for (const key of places.keys()) used.add(Math.floor(key / mostIds)).add(key % mostIds)
  return new Map([...ids].filter(([, id]) => used.has(id)))
}

/** Calls back for each two words in a row that have ids, with the place of the first. */
function eachKey(
  list: readonly string[],
  ids: ReadonlyMap<string, number>,
  visit: (key: number, at: number) => void,
): void {
  let last = -1
  for (let at = 0; at < list.length; at += 1) {
    const id = ids.get(list[at] ?? '') ?? -1
    if (last >= 0 && id >= 0) visit(last * mostIds + id, at - 1)
    last = id
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
  eachKey(list, index.ids, (key, at) => {
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
