import type { Names, Withholding } from './dossier.js'

/** `violates-rule` as people write it. */
export const inWords = (word: string): string => word.replaceAll('-', ' ')

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'].concat([
  'September',
  'October',
  'November',
  'December',
])

const two = (value: number): string => String(value).padStart(2, '0')

/** `3 May 2026, 14:05:09 UTC`. */
export const instant = (at: Date): string =>
  `${day(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} UTC`

export const day = (at: Date): string =>
  `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`

/** `850 ms`, `2.4 s`, `3 min 10 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return counted(Math.round(minutes / 1440), 'day')
}

/** `48,213`. */
export const figure = (value: number | bigint): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${figure(count)} ${count === 1 ? noun : plural}`

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** A name behind an id; the id itself where no account stands behind it. */
export const nameOf = (names: Names, id: string): string => names.get(id) ?? id

export const shortCommit = (commit: string): string => commit.slice(0, 10)

const reasons: Readonly<Record<Withholding, string>> = {
  permission: 'withheld: whoever asked for this dossier may not see it',
  erased: 'erased: the words are gone, the record of them stays',
  none: 'there is none',
  'not-logged': 'not in the log yet: an entry follows within seconds of its record',
}

export const reasonOf = (why: Withholding): string => reasons[why]
