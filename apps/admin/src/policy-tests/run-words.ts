import type { Outcome } from '../api/schema-words.js'
import { counted } from '../words/words.js'

export const stateWords = {
  RUNNING: 'running',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const

export type Standing = 'CORRECT' | 'WRONG' | 'UNDETERMINED' | 'PENDING'

export const standingWords: Readonly<Record<Standing, string>> = {
  CORRECT: 'right',
  WRONG: 'wrong',
  UNDETERMINED: 'undetermined',
  PENDING: 'not yet',
}

/** `87.5 %`; a share of nothing is said to be none. */
export const percent = (share: number | null): string =>
  share === null ? 'none' : `${Number((share * 100).toFixed(1))} %`

interface Interval {
  readonly low: number
  readonly high: number
}

/** `between 71 % and 95 %`. */
export const between = (interval: Interval | null): string | null =>
  interval && `between ${percent(interval.low)} and ${percent(interval.high)}`

interface Ended {
  readonly state: keyof typeof stateWords
  readonly passed: boolean | null
}

/** What became of a run, in one word or two. */
export function resultWords({ state, passed }: Ended): string {
  if (state !== 'FINISHED') return stateWords[state]
  return passed ? 'passed' : 'not passed'
}

interface Repeated {
  readonly outcome: Outcome
}

/** `2 of 3 allowed, 1 violates`: what repeats concluded; nothing where they agree. */
export function flipWords(results: readonly Repeated[]): string | null {
  const counts = new Map<Outcome, number>()
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  if (counts.size < 2) return null
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([outcome, times]) => `${times} ${outcome.toLowerCase()}`)
    .join(', ')
}

export interface CitedCode {
  readonly code: string
  readonly how: 'rightly' | 'missed' | 'unasked'
}

/** Codes a case expects and codes that were cited, each once, in the order of the case. */
export function citedCodes(expected: readonly string[], cited: readonly string[]): CitedCode[] {
  const known = expected.map((code): CitedCode => ({
    code,
    how: cited.includes(code) ? 'rightly' : 'missed',
  }))
  const others = [...new Set(cited)].filter((code) => !expected.includes(code))
  return [...known, ...others.map((code): CitedCode => ({ code, how: 'unasked' }))]
}

interface Asked {
  readonly model: string
  readonly effort: string
  readonly repeats: number
}

/** `gpt-oss-safeguard-20b, low effort, 3 times each`. */
export const askedWords = ({ model, effort, repeats }: Asked): string =>
  [
    model.split('/').at(-1) ?? model,
    `${effort.toLowerCase()} effort`,
    repeats === 1 ? 'once each' : `${counted(repeats, 'time')} each`,
  ].join(', ')
