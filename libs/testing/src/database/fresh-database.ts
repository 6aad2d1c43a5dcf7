import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { templateUrl } from './test-server.js'

export interface FreshDatabase {
  readonly url: string
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>
}

/** A migrated, empty database for one suite: a copy of the template, in about 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const template = new URL(await templateUrl())
  const name = `suite_${randomBytes(6).toString('hex')}`
  const source = pg.escapeIdentifier(template.pathname.slice(1))
  await onServer(template, `create database ${name} template ${source}`)
  const url = new URL(template)
  url.pathname = `/${name}`
  return {
    url: url.href,
    close: () => onServer(template, `drop database if exists ${name} with (force)`),
  }
}

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
