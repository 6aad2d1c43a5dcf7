import type { Sql } from '@assize/platform'

/** A checkpoint the log stands by. */
export interface SignedCheckpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  /** The signed note, with the lines of whoever has cosigned it so far. */
  readonly note: string
  readonly signedAt: Date
}

interface CheckpointRow extends Omit<SignedCheckpoint, 'size'> {
  readonly size: string
  readonly cosigned: boolean
}

/** So long the newest checkpoint may wait for its witnesses before it is shown without them. */
const witnessPatienceMs = 10_000

/**
 * What readers are shown: the newest checkpoint, or the newest one with cosignatures where that is not much older.
 * Proofs run to this size and never beyond.
 */
export async function publishedCheckpoint(sql: Sql): Promise<SignedCheckpoint | null> {
  const rows = await sql.query<CheckpointRow>(
    `WITH newest AS (
       SELECT c.* FROM log_checkpoint c JOIN log_state s ON s.origin = c.origin
       ORDER BY c.size DESC LIMIT 1
     ), cosigned AS (
       SELECT c.* FROM log_checkpoint c JOIN newest n ON n.origin = c.origin
       WHERE c.size = (SELECT max(g.size) FROM log_cosignature g WHERE g.origin = n.origin)
     ), shown AS (SELECT * FROM newest UNION SELECT * FROM cosigned)
     SELECT s.origin, s.size, s.root, s.signed_at AS "signedAt", lines.cosigned,
       s.note || coalesce(lines.text, '') AS note
     FROM shown s CROSS JOIN LATERAL (
       SELECT string_agg(g.line, '' ORDER BY g.witness) AS text, count(*) > 0 AS cosigned
       FROM log_cosignature g WHERE g.origin = s.origin AND g.size = s.size
     ) lines ORDER BY s.size DESC`,
  )
  const [newest, older] = rows
  if (!newest) return null
  const waits = older && newest.signedAt.getTime() - older.signedAt.getTime() <= witnessPatienceMs
  const { cosigned: _, ...shown } = !newest.cosigned && older?.cosigned && waits ? older : newest
  return { ...shown, size: BigInt(shown.size) }
}

/**
 * The checkpoint of that size with the cosignatures it has; null where none was signed. Under the log's present name,
 * unless another is told.
 */
export async function checkpointOf(
  sql: Sql,
  size: bigint,
  origin: string | null = null,
): Promise<SignedCheckpoint | null> {
  const [row] = await sql.query<CheckpointRow>(
    `SELECT c.origin, c.size, c.root, c.signed_at AS "signedAt",
       c.note || coalesce((SELECT string_agg(g.line, '' ORDER BY g.witness) FROM log_cosignature g
         WHERE g.origin = c.origin AND g.size = c.size), '') AS note
     FROM log_checkpoint c JOIN log_state s ON c.origin = coalesce($2, s.origin) WHERE c.size = $1`,
    [size.toString(), origin],
  )
  return row ? { ...row, size: BigInt(row.size) } : null
}

/** The first checkpoint that covers an entry: the earliest the log bound itself to it, under that name. */
export async function firstCheckpointOver(
  sql: Sql,
  index: bigint,
  origin: string | null = null,
): Promise<SignedCheckpoint | null> {
  const [row] = await sql.query<{ size: string | null }>(
    `SELECT min(c.size) AS size FROM log_checkpoint c JOIN log_state s
       ON c.origin = coalesce($2, s.origin) WHERE c.size > $1`,
    [index.toString(), origin],
  )
  return row?.size == null ? null : checkpointOf(sql, BigInt(row.size), origin)
}
