import type { Walk } from './listing-order.js'

export const dayMs = 86_400_000

const monthDays = 31
/** Days asked for while nothing was seen of what is sought; then it is rare, or ended long ago. */
const blindDays = [0.5, 4]

/** What was seen of a walk so far: `found` rows of those that lie between two instants. */
export interface Seen {
  readonly found: number
  readonly fromMs: number
  readonly toMs: number
}

/** A stretch of time, `from` included; null where nothing bounds it. */
export interface Span {
  readonly from: Date | null
  readonly until: Date | null
  /** The days of UTC it touches, where an index is to be asked for them. */
  readonly days?: readonly string[]
}

/**
 * How many days of the walk hold `limit` rows if the rest is as what was seen, and more the less that was; the `turn`
 * counts from none how often this was asked. Null where a month would then hold no more than a page, which is gathered
 * from all months at once.
 */
export function daysFor({ found, fromMs, toMs }: Seen, limit: number, turn: number): number | null {
  if (found === 0) return blindDays[turn] ?? null
  const aDay = found / Math.max(1 / dayMs, Math.abs(toMs - fromMs) / dayMs)
  return aDay * monthDays <= limit ? null : (limit * (1.2 + 2 / Math.sqrt(found))) / aDay
}

/**
 * From `near`, where the walk enters it, to where a day begins or ends, at least `days` after `from`, the
 * first instant known to hold rows.
 */
export function spanOf({ way }: Walk, near: Date, from: number, days: number): Span {
  const at = near.getTime()
  const least = way === 'ASC' ? at : dayFloor(Math.min(at, from) - days * dayMs)
  const end = way === 'ASC' ? dayFloor(Math.max(at, from) + days * dayMs) + dayMs : at
  return { from: new Date(least), until: new Date(end), days: daysBetween(least, end) }
}

/** What of the walk lies beyond a span. */
export const beyond = ({ way }: Walk, { from, until }: Span): Span =>
  way === 'ASC' ? { from: until, until: null } : { from: null, until: from }

export const farEnd = ({ way }: Walk, { from, until }: Span): Date | null =>
  way === 'ASC' ? until : from

function daysBetween(fromMs: number, untilMs: number): readonly string[] {
  const days: string[] = []
  for (let at = dayFloor(fromMs); at < untilMs; at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

const dayFloor = (ms: number): number => Math.floor(ms / dayMs) * dayMs
