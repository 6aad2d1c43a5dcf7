import type { Hash } from '../merkle-tree.js'
import type { Difference } from './difference.js'
import type { ListingProgress } from './listing-check.js'
import type { RecordName } from './log-source.js'

/** A tree head somebody kept outside the database. */
export interface KeptHead {
  /** "the exported checkpoint" */
  readonly who: string
  readonly origin: string
  readonly size: bigint
  readonly root: Hash
  /** As it was kept. With it, a head that no known key signed is named and taken for nothing. */
  readonly note?: string
}

export interface VerificationPlan {
  /** Vkeys that are believed, up to where the log says they were retired. Without any, those the record names are. */
  readonly keys: readonly string[]
  readonly heads: readonly KeptHead[]
  /** Where an earlier run had come to. */
  readonly resume?: VerificationState | null
  readonly onProgress?: (progress: VerificationProgress) => void
  /** Called now and then with what a later run may resume from. */
  readonly onState?: (state: VerificationState) => void
}

export interface VerificationProgress {
  readonly phase: 'entries' | 'rows' | 'listing'
  readonly done: number
  readonly total: number
}

export interface LateEntry {
  readonly index: string
  readonly kind: string
  readonly id: string
  /** What its id says. */
  readonly statedAt: string
  /** It came into the log no sooner. */
  readonly enteredAfter: string
}

/** What a run knows when it stops: plain JSON. */
export interface VerificationState {
  readonly v: 1
  readonly origin: string | null
  readonly size: string
  /** Entries verified, and the root they lead to in base64: what a later run holds the tiles against. */
  readonly index: string
  readonly root: string
  readonly differences: readonly Difference[]
  readonly differenceCount: number
  readonly late: readonly LateEntry[]
  readonly lateCount: number
  readonly checkpoints: number
  readonly rows: number
  /** Kinds whose rows have been looked for in the log, and where the next stopped. */
  readonly kindsDone: readonly string[]
  readonly after: RecordName | null
  /** Left out by a state written before the listing was held to. */
  readonly listing?: ListingProgress
}

export interface VerificationReport {
  readonly origin: string | null
  readonly size: string
  readonly root: string
  readonly checkpoints: number
  /** Rows of the record that were looked for in the log. */
  readonly rows: number
  /** Verdicts whose listing was held against the record. */
  readonly listed: number
  readonly waiting: number
  readonly differences: readonly Difference[]
  readonly differenceCount: number
  readonly late: readonly LateEntry[]
  readonly lateCount: number
  /** Keys in use, by the record. */
  readonly keys: readonly string[]
  readonly retiredKeys: readonly string[]
}
