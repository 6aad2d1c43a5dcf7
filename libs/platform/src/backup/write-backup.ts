import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { BackedUpFile, BackedUpTable, BackupClosing, TableDigest } from './backup-manifest.js'
import { columnList, listTables } from './backup-tables.js'
import { frameOf, jsonFrame } from './frames.js'
import { SealedWriter } from './sealed-file.js'

export interface BackupPlan {
  /** As the owner of the tables. */
  readonly url: string
  readonly path: string
  readonly passphrase: string
  /** Files the database cannot do without, such as the keys it was written under. */
  readonly files: readonly BackedUpFile[]
  readonly announce?: (line: string) => void
}

export interface BackupMade extends BackupClosing {
  readonly createdAt: string
}

/** Everything as it stood at one moment, while others go on writing; in memory that does not grow with it. */
export async function writeBackup(plan: BackupPlan): Promise<BackupMade> {
  const client = new pg.Client({ connectionString: plan.url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const writer = await SealedWriter.create(plan.path, plan.passphrase)
    try {
      return await writeAll(client, writer, plan)
    } catch (error) {
      await writer.abandon()
      await rm(plan.path, { force: true })
      throw error
    }
  } finally {
    await client.end()
  }
}

async function writeAll(
  client: pg.Client,
  writer: SealedWriter,
  plan: BackupPlan,
): Promise<BackupMade> {
  const createdAt = new Date().toISOString()
  const migrations = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const months = await listMonths(client)
  await writer.write(jsonFrame('M', { v: 1, createdAt, migrations: migrations.rows, months }))
  for (const file of plan.files) await writer.write(jsonFrame('F', file))
  const tables: TableDigest[] = []
  for (const table of await listTables(client)) {
    const digest = await writeTable(client, writer, table)
    tables.push(digest)
    plan.announce?.(`${digest.name}: ${digest.rows} rows`)
  }
  const closing = { tables, ...(await closingOf(client)) }
  await writer.write(jsonFrame('Z', closing))
  await writer.end()
  return { ...closing, createdAt }
}

async function writeTable(
  client: pg.Client,
  writer: SealedWriter,
  table: BackedUpTable,
): Promise<TableDigest> {
  await writer.write(jsonFrame('T', table))
  const hash = createHash('sha256')
  let rows = 0
  const copy = `COPY (SELECT ${columnList(table)} FROM "${table.name}") TO STDOUT`
  for await (const portion of client.query(copyTo(copy)) as AsyncIterable<Buffer>) {
    hash.update(portion)
    rows += newlinesIn(portion)
    await writer.write(frameOf('D', portion))
  }
  const digest = { name: table.name, rows, sha256: hash.digest('hex') }
  await writer.write(jsonFrame('E', digest))
  return digest
}

/** Newlines within values are escaped by COPY: each one left ends a row. */
export function newlinesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++
  return count
}

async function listMonths(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ month: string }>(
    `SELECT DISTINCT replace(substring(c.relname FROM '_y(\\d{4}m\\d{2})$'), 'm', '-') || '-01' AS month
     FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid WHERE c.relname ~ '_y\\d{4}m\\d{2}$' ORDER BY 1`,
  )
  return rows.map(({ month }) => month)
}

async function closingOf(client: pg.Client): Promise<Omit<BackupClosing, 'tables'>> {
  const sequences = await client.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, coalesce(last_value, 0)::text AS value FROM pg_sequences
     WHERE schemaname = 'public' ORDER BY 1`,
  )
  const log = await client.query<{ size: string; root: string }>(
    "SELECT size::text, encode(root, 'hex') AS root FROM log_state",
  )
  const checkpoint = await client.query<{ note: string }>(
    'SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1',
  )
  return {
    sequences: sequences.rows,
    log: log.rows[0] ?? { size: '0', root: '' },
    checkpoint: checkpoint.rows[0]?.note ?? null,
  }
}
