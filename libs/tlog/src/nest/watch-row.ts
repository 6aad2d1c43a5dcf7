import type { Sql } from '@assize/platform'
import type { VerificationState } from '../index.js'

/** What the watch over the log has come to, as the one row of log_watch says. */
export interface WatchRow {
  /** The rows of entries from here on were held against them at `verifiedAt`. */
  readonly verifiedFrom: bigint
  readonly verifiedSize: bigint
  readonly verifiedRoot: Uint8Array
  readonly verifiedAt: Date | null
  readonly tail: VerificationState | null
  /** Of the last pass over everything: no row it held was looked at before it began. */
  readonly wholeSize: bigint
  readonly wholeBeganAt: Date | null
  readonly wholeAt: Date | null
  readonly walk: VerificationState | null
  readonly walkBeganAt: Date | null
  readonly difference: string | null
  readonly differenceAt: Date | null
}

type Stored = Omit<WatchRow, 'verifiedFrom' | 'verifiedSize' | 'wholeSize'> & {
  readonly [Name in 'verifiedFrom' | 'verifiedSize' | 'wholeSize']: string
}

const columns = `verified_from AS "verifiedFrom", verified_size AS "verifiedSize", verified_root AS "verifiedRoot",
  verified_at AS "verifiedAt", tail, whole_size AS "wholeSize", whole_began_at AS "wholeBeganAt",
  whole_at AS "wholeAt", walk, walk_began_at AS "walkBeganAt", difference, difference_at AS "differenceAt"`

const claimMs = 120_000

/** The row for one round; null while another process is at it. A claim ends by itself, or with the next claim after. */
export async function claimWatch(sql: Sql, now: Date): Promise<WatchRow | null> {
  const [row] = await sql.query<Stored>(
    `UPDATE log_watch SET claimed_until = $2 WHERE id = 1 AND claimed_until <= $1 RETURNING ${columns}`,
    [now, new Date(now.getTime() + claimMs)],
  )
  return row ? toRow(row) : null
}

export async function releaseWatch(sql: Sql, now: Date): Promise<void> {
  await sql.query('UPDATE log_watch SET claimed_until = $1 WHERE id = 1', [now])
}

export async function readWatch(sql: Sql): Promise<WatchRow> {
  const [row] = await sql.query<Stored>(`SELECT ${columns} FROM log_watch WHERE id = 1`)
  if (!row) throw new Error('log_watch has no row: the migrations make one')
  return toRow(row)
}

const toRow = (row: Stored): WatchRow => ({
  ...row,
  verifiedFrom: BigInt(row.verifiedFrom),
  verifiedSize: BigInt(row.verifiedSize),
  wholeSize: BigInt(row.wholeSize),
})

/** When the row of an entry was last known to be as it was logged; null where that cannot be said. */
export function lastVerified(row: WatchRow, index: bigint): Date | null {
  if (index >= row.verifiedFrom && index < row.verifiedSize) return row.verifiedAt
  return index < row.wholeSize ? row.wholeBeganAt : null
}
