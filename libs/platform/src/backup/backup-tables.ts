import type pg from 'pg'
import type { BackedUpTable } from './backup-manifest.js'

/** Bookkeeping of the database itself, which its migrations make anew. */
const notOurs = ['_prisma_migrations', 'installation']

/**
 * Every table of ours with its columns, those others refer to first. Partitions come with their parents; months set
 * aside are lists that can be built again; the job queue holds addresses of what stands in our own tables.
 */
export async function listTables(client: pg.ClientBase): Promise<readonly BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable & { needs: string[] }>(
    `SELECT c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
             WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid) AS needs
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname NOT LIKE 'retired\\_%' AND c.relname <> ALL($1::text[])
     ORDER BY c.relname`,
    [notOurs],
  )
  const ordered: BackedUpTable[] = []
  const waiting = [...rows]
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ needs }) =>
      needs.every((name) => ordered.some((table) => table.name === name)),
    )
    const [next] = waiting.splice(Math.max(at, 0), 1)
    if (next) ordered.push({ name: next.name, columns: next.columns })
  }
  return ordered
}

export const columnList = ({ columns }: BackedUpTable): string =>
  columns.map((column) => `"${column}"`).join(', ')
