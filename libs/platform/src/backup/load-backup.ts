import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { listMigrations } from '../migrations/migration-files.js'
import { migrate } from '../migrations/migrate.js'
import { BackupError } from './backup-error.js'
import type { BackedUpTable, BackupClosing, BackupOpening } from './backup-manifest.js'
import { columnList, listTables } from './backup-tables.js'
import { readBackup } from './read-backup.js'

export interface LoadPlan {
  /** As the owner of a database without tables. */
  readonly url: string
  readonly path: string
  readonly passphrase: string
  readonly announce?: (line: string) => void
}

/** Throws `TARGET_NOT_EMPTY` where there is a table already: a restore never mixes with what is there. */
export async function requireEmptyDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query(
      "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LIMIT 1",
    )
    if (rows.length > 0)
      throw new BackupError('TARGET_NOT_EMPTY', 'expected an empty database, saw one with tables')
  })
}

/**
 * Fills an empty database with a backup: the schema it was made under, then all rows in one transaction. The database
 * is marked as not to be served from its first moment; who called this clears the mark when all else is checked.
 */
export async function loadBackup(plan: LoadPlan): Promise<BackupClosing> {
  const { url, path, passphrase, announce } = plan
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  client.on('error', () => undefined)
  let begun = false
  let tables: readonly BackedUpTable[] = []
  try {
    const closing = await readBackup(path, passphrase, {
      async open(opening) {
        await migrateAsOf(url, opening)
        await client.connect()
        await markRestoring(client, opening)
        await client.query('BEGIN')
        begun = true
        await client.query('SET LOCAL client_min_messages = warning')
        for (const month of opening.months)
          await client.query('SELECT ensure_partitions($1, $1)', [month])
        tables = await listTables(client)
        await emptyTables(client, tables)
      },
      async table(table, rows) {
        if (!begun || !tables.some(({ name }) => name === table.name)) throw unknownTable(table)
        const copy = `COPY "${table.name}" (${columnList(table)}) FROM STDIN`
        await pipeline(rows, client.query(copyFrom(copy)))
        announce?.(table.name)
      },
    })
    for (const { name, value } of closing.sequences)
      if (value !== '0')
        await client.query('SELECT setval($1::regclass, $2::bigint)', [`public.${name}`, value])
    await setTriggers(client, tables, 'ENABLE')
    await client.query('COMMIT')
    return closing
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The restore is whole and checked. */
export async function markServable(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      "UPDATE installation SET state = 'servable', detail = NULL, restored_at = now() WHERE id = 1",
    )
  })
}

async function markRestoring(client: pg.Client, { createdAt }: BackupOpening): Promise<void> {
  await client.query("UPDATE installation SET state = 'restoring', detail = $1 WHERE id = 1", [
    `of the backup made ${createdAt}`,
  ])
}

/** Only the migrations the backup knows; newer ones follow when its rows are in. */
async function migrateAsOf(url: string, { migrations }: BackupOpening): Promise<void> {
  const files = listMigrations()
  for (const { name, checksum } of migrations)
    if (files.find((file) => file.name === name)?.checksum !== checksum)
      throw new BackupError(
        'BACKUP_OF_OTHER_VERSION',
        `expected migration ${name} as this program has it: the backup was made by another version`,
        { name },
      )
  await migrate({ url, only: migrations.map(({ name }) => name) })
}

/** What migrations put in themselves comes from the backup; guards stand aside until it is in. */
async function emptyTables(client: pg.Client, tables: readonly BackedUpTable[]): Promise<void> {
  await setTriggers(client, tables, 'DISABLE')
  for (const { name } of [...tables].reverse()) await client.query(`DELETE FROM "${name}"`)
}

async function setTriggers(
  client: pg.Client,
  tables: readonly BackedUpTable[],
  how: 'ENABLE' | 'DISABLE',
): Promise<void> {
  for (const { name } of tables) await client.query(`ALTER TABLE "${name}" ${how} TRIGGER USER`)
}

const unknownTable = ({ name }: BackedUpTable): BackupError =>
  new BackupError('BACKUP_DAMAGED', `expected a table of the schema, saw ${name}`)

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
