import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrateQueue } from './migrate-queue.js'
import { MigrationError } from './migration-error.js'
import { listMigrations, migrationsDirectory, type MigrationFile } from './migration-files.js'

export interface MigrateOptions {
  readonly url: string
  readonly directory?: string
  /** These migrations and no others; all there are unless told. */
  readonly only?: readonly string[]
  readonly announce?: (line: string) => void
}

export interface MigrateResult {
  readonly applied: readonly string[]
  readonly upToDate: readonly string[]
}

/** The number Prisma's own engine locks with, so that it and we exclude each other. */
const advisoryLock = 72_707_369

/** Prisma's bookkeeping table, column for column. */
const bookkeeping = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

/**
 * Brings a database to the newest migration and records it as `prisma migrate deploy` would. Each
 * migration and its record commit together, so a failed one leaves nothing behind. Many processes
 * may call this at once: one works, the others wait and find nothing to do.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const files = listMigrations(options.directory ?? migrationsDirectory)
  const client = new pg.Client({ connectionString: options.url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock])
    await client.query('set client_min_messages = warning')
    await client.query(bookkeeping)
    const upToDate = verified(files, await history(client))
    const due = files.filter(
      ({ name }) => !upToDate.includes(name) && (options.only?.includes(name) ?? true),
    )
    for (const migration of due) {
      options.announce?.(`applying migration ${migration.name}`)
      await apply(client, migration)
    }
    await migrateQueue(client)
    return { applied: due.map((migration) => migration.name), upToDate }
  } finally {
    // Ending the session gives the lock back.
    await client.end()
  }
}

interface Applied {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
}

async function history(client: pg.Client): Promise<readonly Applied[]> {
  const result = await client.query<Applied>(
    `select migration_name, checksum, finished_at from _prisma_migrations
     where rolled_back_at is null order by started_at, migration_name`,
  )
  return result.rows
}

/** The names already applied; throws when the database and the files tell different stories. */
function verified(files: readonly MigrationFile[], applied: readonly Applied[]): string[] {
  return applied.map(({ migration_name: name, checksum, finished_at }) => {
    const file = files.find((candidate) => candidate.name === name)
    if (!file) {
      throw new MigrationError(
        'MIGRATION_MISSING',
        `the database has migration ${name}, this program does not: it was made by a newer version`,
        { name },
      )
    }
    if (finished_at === null) {
      throw new MigrationError(
        'MIGRATION_UNFINISHED',
        `migration ${name} was begun by another tool and never finished: resolve it with prisma migrate resolve`,
        { name },
      )
    }
    if (checksum !== file.checksum) {
      throw new MigrationError(
        'MIGRATION_CHANGED',
        `migration ${name} was changed after it was applied: expected checksum ${checksum}, the file has ${file.checksum}`,
        { name, expected: checksum, seen: file.checksum },
      )
    }
    return name
  })
}

async function apply(client: pg.Client, migration: MigrationFile): Promise<void> {
  const startedAt = new Date()
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query(
      `insert into _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const { message, position } = error as { message: string; position?: string }
    const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : undefined
    throw new MigrationError(
      'MIGRATION_FAILED',
      `migration ${migration.name} failed${line ? ` at line ${line}` : ''} and left nothing behind: ${message}`,
      { name: migration.name, line },
      { cause: error },
    )
  }
}
