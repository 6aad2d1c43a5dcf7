import { createRequire } from 'node:module'
import type * as bullmq from 'bullmq'
import type pg from 'pg'

const schema = 'bullmq'

/**
 * Brings the job queue's own tables to the version of the BullMQ we ship, in the schema our migration
 * made for them. The owner makes them and the application's role works in them, as with our own.
 * A database without that schema keeps its queue elsewhere and is left as it is.
 */
export async function migrateQueue(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (found.rowCount === 0) return
  await queueMigrator().runMigrations(client, schema)
  await client.query(`
    grant usage on schema ${schema} to assize_app;
    grant select, insert, update, delete on all tables in schema ${schema} to assize_app;
    grant usage on all sequences in schema ${schema} to assize_app`)
}

/** By its path, because the package's index brings in all of BullMQ: 60 MB where 2 will do. */
function queueMigrator(): Pick<typeof bullmq, 'runMigrations'> {
  const require = createRequire(import.meta.url)
  return require('bullmq/dist/cjs/postgres/migrator.js') as typeof bullmq
}
