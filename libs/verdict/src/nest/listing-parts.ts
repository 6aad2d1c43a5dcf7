import { uuidV7TimeMs } from '@assize/kernel'
import type { Sql } from '@assize/platform'

/** A partition of a table by month of its ids. */
export interface Part {
  readonly name: string
  /** First instant of its month; null for the partition of everything else. */
  readonly from: Date | null
}

/** The partitions of `table` that hold rows, newest first; the one of everything else comes last. */
export async function partsOf(sql: Sql, table: string): Promise<readonly Part[]> {
  const rows = await sql.query<{ name: string; month: string | null }>(
    `SELECT c.relname AS name, substring(c.relname FROM '_y(\\d{4}m\\d{2})$') AS month
     FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
     WHERE h.inhparent = $1::regclass AND pg_relation_size(c.oid) > 0
     ORDER BY month DESC NULLS LAST`,
    [table],
  )
  return rows.map(({ name, month }) => ({
    name,
    from: month === null ? null : new Date(`${month.replace('m', '-')}-01T00:00:00Z`),
  }))
}

/**
 * The parts in which a walk begins, and all others. Rows come in about the order of their ids, so that a page from
 * `start`, an id or an instant, is mostly in the part of that month and the next one; where it is not, the others tell.
 */
export function splitParts(
  parts: readonly Part[],
  newestFirst: boolean,
  start: Date | null,
): readonly [readonly Part[], readonly Part[]] {
  const walked = newestFirst ? parts : [...parts].reverse()
  const at = start ? walked.findIndex((part) => isReached(part, start, newestFirst)) : 0
  const head = walked.slice(Math.max(at, 0), Math.max(at, 0) + 2)
  return [head, walked.filter((part) => !head.includes(part))]
}

function isReached({ from }: Part, start: Date, newestFirst: boolean): boolean {
  if (!from) return false
  const end = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))
  return newestFirst ? from <= start : end > start
}

export const instantOf = (id: string): Date => new Date(uuidV7TimeMs(id))
