import { PlatformError } from './platform-error.js'
import type { Sql } from './sql.js'

/**
 * Throws `DATABASE_NOT_SERVABLE` where a restore did not come to its end: such a database may lack rows, or still hold
 * words that were erased since its backup was made.
 */
export async function requireServable(sql: Sql): Promise<void> {
  const [installation] = await sql.query<{ state: string; detail: string | null }>(
    'SELECT state, detail FROM installation WHERE id = 1',
  )
  if (installation?.state === 'servable') return
  throw new PlatformError(
    'DATABASE_NOT_SERVABLE',
    `this database is not to be served: a restore into it did not come to its end${
      installation?.detail ? ` (${installation.detail})` : ''
    }; restore again into an empty one`,
  )
}

/**
 * Whether the login of `sql` is, or could become, the owner of the record: then neither rights nor triggers bind whoever
 * gets hold of it.
 */
export async function couldBecomeOwner(sql: Sql): Promise<boolean> {
  const [answer] = await sql.query<{ could: boolean }>(
    `SELECT r.rolsuper OR pg_has_role(session_user, c.relowner, 'MEMBER') AS could
     FROM pg_class c, pg_roles r WHERE c.oid = to_regclass('public.record_verdict') AND r.rolname = session_user`,
  )
  return answer?.could ?? false
}
