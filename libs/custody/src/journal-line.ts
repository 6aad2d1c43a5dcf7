import { isUuid } from '@assize/kernel'
import { erasureReasons, legalBases, type ErasureReason, type LegalBasis } from './erasure.js'

/** One batch of an erasure as the journal keeps it: ids and closed words only. */
export interface JournalLine {
  readonly v: 1
  readonly erasure: string
  readonly at: string
  readonly scope: string
  readonly reason: ErasureReason
  readonly basis: LegalBasis
  readonly requestedBy: string | null
  readonly executedBy: string | null
  readonly items: readonly string[]
}

const scopes = ['content-item', 'author', 'external-id', 'retention']

/** Null for anything that is no whole line: a crash may cut the last one, whose erasure then never committed. */
export function parseJournalLine(text: string): JournalLine | null {
  let line: Partial<JournalLine>
  try {
    line = JSON.parse(text) as Partial<JournalLine>
  } catch {
    return null
  }
  const items: readonly unknown[] = Array.isArray(line.items) ? line.items : [null]
  const ids = [line.erasure, ...items]
  const people = [line.requestedBy, line.executedBy]
  const whole =
    line.v === 1 &&
    ids.every((id) => typeof id === 'string' && isUuid(id)) &&
    people.every((id) => id === null || (typeof id === 'string' && isUuid(id))) &&
    (erasureReasons as readonly unknown[]).includes(line.reason) &&
    (legalBases as readonly unknown[]).includes(line.basis) &&
    scopes.includes(String(line.scope)) &&
    !Number.isNaN(Date.parse(String(line.at)))
  return whole ? (line as JournalLine) : null
}
