import type { Finding, FindingSpan } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'
import { hashWords } from '../word-hashes.js'

/** The same words over and over: a model that walks in a circle, or fell into a loop that it does not leave. */
export const traceRepetitive = {
  type: 'trace-repetitive',
  about: {
    catches:
      'soft: one run of eight words ten times or more; hard: repeated runs make up more than half of a long trace',
    blindSpots: 'the same thought in other words each time',
  },
  detect,
} as const

const runLength = 8
const fewestRepeats = 10
/** What a loop takes before it counts as having eaten the trace. */
const runaway = { share: 0.6, repeats: 20, words: 300 } as const

interface Place {
  readonly start: number
  readonly end: number
}

function detect(reading: SubjectReading): Finding<'trace-repetitive'>[] {
  const found = readRuns(reading)
  if (!found) return []
  const { repeats, share, count, first, second } = found
  const isRunaway = share >= runaway.share && repeats >= runaway.repeats && count >= runaway.words
  const spans: FindingSpan[] = [first, second].map((place) => ({ in: 'trace', ...place }))
  return [
    {
      type: 'trace-repetitive',
      severity: isRunaway ? 'hard' : 'soft',
      confidence: isRunaway ? 0.9 : 0.85,
      spans,
      message: isRunaway
        ? 'the trace runs in a loop that takes most of it'
        : `the trace says the same ${runLength} words ${repeats} times`,
      evidence: { repeats, words: count, repeatedShare: Math.round(share * 100) / 100 },
    },
  ]
}

interface Runs {
  readonly repeats: number
  /** Share of all runs that stood in the trace before. */
  readonly share: number
  readonly count: number
  readonly first: Place
  readonly second: Place
}

/** The run said most often, where it is said often enough. */
function readRuns({ subject: { trace }, traceWords }: SubjectReading): Runs | undefined {
  const words = traceWords.isPlain ? traceWords.hashes : hashWords(trace).words
  const runs = hashRuns(words)
  if (!recurs(runs)) return undefined
  const seen = new Map<number, { count: number; first: number; second: number }>()
  let most: { count: number; first: number; second: number } | undefined
  let repeated = 0
  for (const [at, hash] of runs.entries()) {
    const run = seen.get(hash)
    if (!run) {
      seen.set(hash, { count: 1, first: at, second: at })
      continue
    }
    run.count += 1
    if (run.count === 2) run.second = at
    repeated += 1
    if (!most || run.count > most.count) most = run
  }
  if (!most || most.count < fewestRepeats) return undefined
  const placeOf = (at: number): Place => ({
    start: hashWords(trace, at + 1).lastStart,
    end: hashWords(trace, at + runLength).lastEnd,
  })
  return {
    repeats: most.count,
    share: repeated / runs.length,
    count: words.length,
    first: placeOf(most.first),
    second: placeOf(most.second),
  }
}

const sheet = new Int32Array(4_096)

/** One number for every run: of words, pairs, and fours joined to eights. They hold until the next trace. */
function hashRuns(words: ArrayLike<number>): Int32Array {
  let { length } = words
  const runs = length <= sheet.length ? sheet : new Int32Array(length)
  for (let at = 0; at < length; at += 1) runs[at] = words[at] as number
  for (let joined = 1; joined < runLength; joined *= 2) {
    length -= joined
    for (let at = 0; at < length; at += 1)
      runs[at] =
        Math.imul(runs[at] as number, 0x01000193) ^
        Math.imul(runs[at + joined] as number, 0x9e3779b1)
  }
  return runs.subarray(0, Math.max(0, length))
}

const buckets = 4096
const counts = new Uint8Array(buckets)

/** Whether any run may come often enough; runs that share a bucket by chance are told apart later. */
function recurs(runs: Int32Array): boolean {
  counts.fill(0)
  for (let at = 0; at < runs.length; at += 1) {
    const bucket = ((runs[at] as number) >>> 7) % buckets
    const count = (counts[bucket] as number) + 1
    if (count >= fewestRepeats) return true
    counts[bucket] = count
  }
  return false
}
