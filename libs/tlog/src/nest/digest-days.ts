import type { Sql } from '@assize/platform'
import type { SignedCheckpoint } from './published-checkpoint.js'

export const dayMs = 86_400_000

export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00Z`)

export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + dayMs)

/** Days that are over and have no digest made after their end, since the first checkpoint; oldest first. */
export async function daysWithoutDigest(
  sql: Sql,
  today: Date,
  most: number,
): Promise<readonly string[]> {
  const rows = await sql.query<{ day: string }>(
    `WITH first AS (
       SELECT signed_at FROM log_checkpoint WHERE origin = coalesce(
         (SELECT from_origin FROM record_log_continuation ORDER BY id LIMIT 1), (SELECT origin FROM log_state))
       ORDER BY size LIMIT 1)
     SELECT to_char(d.day, 'YYYY-MM-DD') AS day FROM first CROSS JOIN LATERAL generate_series(
       date_trunc('day', first.signed_at AT TIME ZONE 'UTC'), $1::timestamp - interval '1 day', '1 day') AS d (day)
     WHERE NOT EXISTS (
       SELECT FROM log_digest g WHERE g.day = d.day::date
         AND g.made_at AT TIME ZONE 'UTC' >= d.day + interval '1 day')
     ORDER BY 1 LIMIT $2`,
    [today.toISOString().slice(0, 10), most],
  )
  return rows.map(({ day }) => day)
}

/** The last one signed before an instant, under whichever name the log had, with the cosignatures it has now. */
export async function checkpointBefore(sql: Sql, instant: Date): Promise<SignedCheckpoint | null> {
  const [row] = await sql.query<Omit<SignedCheckpoint, 'size'> & { readonly size: string }>(
    `SELECT c.origin, c.size, c.root, c.signed_at AS "signedAt",
       c.note || coalesce((SELECT string_agg(g.line, '' ORDER BY g.witness) FROM log_cosignature g
         WHERE g.origin = c.origin AND g.size = c.size), '') AS note
     FROM (SELECT origin FROM log_state UNION SELECT from_origin FROM record_log_continuation) o
     CROSS JOIN LATERAL (
       SELECT * FROM log_checkpoint k WHERE k.origin = o.origin AND k.signed_at < $1
       ORDER BY k.size DESC LIMIT 1) c
     ORDER BY c.signed_at DESC, c.size DESC LIMIT 1`,
    [instant],
  )
  return row ? { ...row, size: BigInt(row.size) } : null
}
