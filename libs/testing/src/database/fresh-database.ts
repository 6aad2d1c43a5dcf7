import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { templateUrl } from './test-server.js'

export interface FreshDatabase {
  readonly url: string
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>
}

/** A migrated, empty database for one suite: a copy of the template, in about 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return copyDatabase(await templateUrl())
}

/** A database as it is now, beside itself. Nobody may be connected to it meanwhile. */
export async function copyDatabase(url: string): Promise<FreshDatabase> {
  const original = new URL(url)
  const name = `suite_${randomBytes(6).toString('hex')}`
  const source = pg.escapeIdentifier(original.pathname.slice(1))
  await onServer(original, `create database ${name} template ${source}`)
  const copy = new URL(original)
  copy.pathname = `/${name}`
  return {
    url: copy.href,
    close: () => drop(original, name),
  }
}

/**
 * The server's own vacuum may be at work in a database, and is not ours to end: PostgreSQL then refuses the whole
 * statement. It is done in a moment.
 */
async function drop(original: URL, name: string): Promise<void> {
  for (let triesLeft = 60; ; triesLeft--)
    try {
      return await onServer(original, `drop database if exists ${name} with (force)`)
    } catch (error) {
      if ((error as { code?: unknown }).code !== insufficientPrivilege || triesLeft === 0)
        throw error
      await sleep(250)
    }
}

const insufficientPrivilege = '42501'

async function onServer(template: URL, statement: string): Promise<void> {
  const server = new URL(template)
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
