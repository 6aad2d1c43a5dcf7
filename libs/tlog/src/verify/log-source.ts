import type { LogKind, Row } from '../log-kind.js'
import type { TileReader } from '../tile-hashes.js'
import type { Tile } from '../right-edge.js'
import type { LogKeyFact } from './known-key.js'

/** An entry as it is stored, with the columns that say whose it is. */
export interface StoredEntry {
  readonly index: bigint
  readonly kind: string
  readonly recordId: string
  readonly part: number
  readonly salt: Uint8Array
  readonly entry: Uint8Array
}

export interface StoredCheckpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  readonly note: string
  readonly signedAt: Date
}

/** One row of a kind, as messages name it. */
export interface RecordName {
  readonly recordId: string
  readonly part: number
}

export const nameKey = ({ recordId, part }: RecordName): string => `${recordId}/${part}`

/** A stretch of a kind's rows in the order of their ids. */
export interface RowStretch {
  readonly read: number
  /** Rows that have no entry and do not wait for one. */
  readonly unlogged: readonly RecordName[]
  /** The last row read; null at the end. */
  readonly next: RecordName | null
}

/** A verdict of which the listing says something else than the record. */
export interface ListedDifference {
  readonly verdictId: string
  readonly fault: 'missing' | 'altered' | 'stray'
  /** Columns that differ, where one is altered. */
  readonly fields: readonly string[]
}

/** A stretch of the verdicts in the order of their ids. */
export interface ListingStretch {
  readonly read: number
  readonly different: readonly ListedDifference[]
  /** The id of the last verdict read; null at the end. */
  readonly next: string | null
}

export interface LineState {
  readonly waiting: number
  /** Rows in line whose record is not there. */
  readonly missing: readonly (RecordName & { readonly kind: string })[]
}

/** Where a log and the record it is about are read from. None of it is believed. */
export abstract class LogSource {
  abstract readonly tiles: TileReader
  abstract state(): Promise<{ origin: string | null; size: bigint; root: Uint8Array }>
  abstract kinds(): Promise<ReadonlyMap<string, LogKind>>
  /** Of those in the range, in order of their index. */
  abstract entries(from: bigint, to: bigint): Promise<readonly StoredEntry[]>
  /** The stored forms of some tiles, in the order asked; empty where there is none. */
  abstract tilesLike(tiles: readonly Tile[]): Promise<readonly Uint8Array[]>
  /** By `nameKey`; a row that is not there is left out. */
  abstract rows(kind: LogKind, names: readonly RecordName[]): Promise<ReadonlyMap<string, Row>>
  abstract words(kind: LogKind, names: readonly RecordName[]): Promise<ReadonlyMap<string, Row>>
  /** Of rows without words, those whose content is on the record as erased. */
  abstract erased(
    kind: LogKind,
    rows: readonly (RecordName & { readonly row: Row })[],
  ): Promise<ReadonlySet<string>>
  /** Of every name the log has had, in the order of size, those above `size`. */
  abstract checkpoints(above: bigint, most: number): Promise<readonly StoredCheckpoint[]>
  abstract newestCheckpoint(origin: string): Promise<StoredCheckpoint | null>
  /** The last one of at most `size` entries: when that many were certainly there. */
  abstract checkpointUpTo(size: bigint): Promise<StoredCheckpoint | null>
  /** Verifier keys the record names, those in use first. */
  abstract recordedKeys(): Promise<readonly LogKeyFact[]>
  abstract unlogged(kind: LogKind, after: RecordName | null, most: number): Promise<RowStretch>
  abstract line(): Promise<LineState>
  /**
   * The listing of the verdicts after that id against the record. One that retention took out of the listing is not
   * missing.
   */
  abstract listing(after: string | null, most: number): Promise<ListingStretch>
}
