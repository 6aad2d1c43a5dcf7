import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Database } from '../database.js'
import { migrate } from '../migrations/migrate.js'
import { couldBecomeOwner, requireServable } from '../servable.js'
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.js'
import { temporaryDirectory } from './fixtures/temporary-directory.js'

const dataDir = join(temporaryDirectory(), '.data')
let server: EmbeddedPostgres
let app: pg.Client
let eraser: pg.Client
let owner: pg.Client
let tables: { name: string }[]

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir, durable: false })
  await migrate({ url: server.url })
  ;[app, eraser, owner] = [server.appUrl, server.eraserUrl, server.url].map(
    (connectionString) => new pg.Client({ connectionString }),
  ) as [pg.Client, pg.Client, pg.Client]
  await Promise.all([app.connect(), eraser.connect(), owner.connect()])
  tables = (
    await owner.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
       and c.relkind in ('r', 'p') and (c.relname like 'record\\_%' or c.relname in ('log_entry', 'log_checkpoint'))
       order by 1`,
    )
  ).rows
}, 60_000)
afterAll(async () => {
  await Promise.all([app.end(), eraser.end(), owner.end()])
  await removeEmbeddedPostgres(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true })
})

const refused = async (client: pg.Client, statement: string): Promise<string> => {
  try {
    await client.query(statement)
    return `${statement} was not refused`
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** Insufficient privilege, or one of the record's own guards. */
const noRight = ['42501', 'AZ001']

describe.each(['app', 'eraser'] as const)('the login of the %s', (who) => {
  const client = (): pg.Client => (who === 'app' ? app : eraser)

  test('changes, deletes and truncates nothing on record', async () => {
    expect(tables.length).toBeGreaterThan(25)
    for (const { name } of tables) {
      const column = `(select attname from pg_attribute where attrelid = '"${name}"'::regclass and attnum = 1)`
      const { rows } = await owner.query<{ column: string }>(`select ${column} as column`)
      const first = rows[0]?.column ?? ''
      for (const statement of [
        `update "${name}" set "${first}" = "${first}"`,
        `delete from "${name}"`,
        `truncate "${name}"`,
        `alter table "${name}" disable trigger all`,
        `alter table "${name}" disable trigger user`,
        `drop table "${name}"`,
      ])
        expect({ statement, code: await refused(client(), statement) }).toEqual({
          statement,
          code: expect.stringMatching(new RegExp(noRight.join('|'))),
        })
    }
  })

  test('becomes nobody else, and switches no trigger off', async () => {
    for (const statement of [
      'set role assize',
      'set role postgres',
      'set session authorization assize',
      "set session_replication_role = 'replica'",
      `set role ${who === 'app' ? 'assize_eraser' : 'assize_app'}`,
      'create table mine (id int)',
      'alter function refuse_change() owner to current_user',
      'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return old; end $$',
    ])
      expect({ statement, code: await refused(client(), statement) }).toEqual({
        statement,
        code: expect.stringMatching(/42501|42883/),
      })
    await client().query('reset role')
    expect(await refused(client(), 'delete from record_verdict')).toBe('42501')
  })
})

test('only the eraser deletes words, and the application does not write that something was erased', async () => {
  expect(await refused(app, 'delete from payload_verdict')).toBe('42501')
  expect(await refused(app, 'update payload_verdict set trace = null')).toBe('42501')
  expect(await refused(app, "select retire_month('2020-01-01')")).toBe('42501')
  const erased = `insert into record_erased_item values (gen_random_uuid(), 0, gen_random_uuid())`
  expect(await refused(app, erased)).toBe('42501')
  expect(await refused(eraser, 'select * from person')).toBe('42501')
  expect(await refused(eraser, 'select * from api_key')).toBe('42501')
  await eraser.query('delete from payload_verdict')
})

test('what could become the owner is told from what could not', async () => {
  const [asOwner, asApp] = [server.url, server.appUrl].map((url) => new Database({ url }))
  try {
    expect(asOwner && (await couldBecomeOwner(asOwner))).toBe(true)
    expect(asApp && (await couldBecomeOwner(asApp))).toBe(false)
  } finally {
    await Promise.all([asOwner?.close(), asApp?.close()])
  }
})

test('a database in the midst of a restore is not served', async () => {
  const database = new Database({ url: server.appUrl })
  try {
    await requireServable(database)
    await owner.query("update installation set state = 'restoring', detail = 'of backup 7'")
    await expect(requireServable(database)).rejects.toMatchObject({
      code: 'DATABASE_NOT_SERVABLE',
      message: expect.stringContaining('of backup 7'),
    })
  } finally {
    await owner.query("update installation set state = 'servable', detail = null")
    await database.close()
  }
})
