import type { Walk } from './listing-order.js'

export const dayMs = 86_400_000

const monthMs = 31 * dayMs
/** Days asked for where nothing was seen of what is sought. */
const firstDays = 1

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
 * How many whole days of the walk hold `limit` rows and half as many again, if the rest is as what was seen. Null where a
 * month would then hold no more than `few`, which are gathered from all months at once.
 */
export function daysFor({ found, fromMs, toMs }: Seen, limit: number, few: number): number | null {
  if (found === 0) return firstDays
  const perMs = found / Math.max(1, Math.abs(toMs - fromMs))
  return perMs * monthMs <= few ? null : Math.ceil((limit * 1.5) / perMs / dayMs)
}

/** From `near`, the end where the walk enters it, at least `days` whole days on to where a day begins or ends. */
export function spanOf({ way }: Walk, near: Date, days: number): Span {
  const at = near.getTime()
  const from = way === 'ASC' ? at : dayFloor(at - days * dayMs)
  const until = way === 'ASC' ? dayFloor(at + days * dayMs) + dayMs : at
  return { from: new Date(from), until: new Date(until), days: daysBetween(from, until) }
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
