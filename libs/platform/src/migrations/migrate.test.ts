import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../embedded/embedded-postgres.js'
import { ask } from '../embedded/fixtures/ask.js'
import { temporaryDirectory } from '../embedded/fixtures/temporary-directory.js'
import { migrate, type MigrateResult } from './migrate.js'
import { listMigrations } from './migration-files.js'

const dataDir = join(temporaryDirectory(), '.data')
let server: EmbeddedPostgres
let url: string
let directory: string
let count = 0

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir, durable: false })
})
afterAll(async () => {
  await removeEmbeddedPostgres(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true })
})
beforeEach(async () => {
  const name = `migrated_${++count}`
  await ask(server.url, `create database ${name}`)
  url = new URL(`/${name}`, server.url).href
  directory = join(dataDir, '..', name)
  mkdirSync(directory)
})

const write = (name: string, sql: string): void => {
  mkdirSync(join(directory, name), { recursive: true })
  writeFileSync(join(directory, name, 'migration.sql'), sql)
}

const run = (): Promise<MigrateResult> => migrate({ url, directory })

test('migrations are applied in the order of their names, once', async () => {
  write('0002_more', 'alter table mark add column more text;')
  write('0001_first', 'create table mark (id int); create table other (id int);')
  expect(await run()).toEqual({ applied: ['0001_first', '0002_more'], upToDate: [] })
  expect(await run()).toEqual({ applied: [], upToDate: ['0001_first', '0002_more'] })
})

test('what was applied is recorded as Prisma records it', async () => {
  write('0001_first', 'create table mark (id int);')
  await run()
  const row = await ask(
    url,
    `select to_jsonb(m) - 'id' - 'started_at' - 'finished_at' from _prisma_migrations m
     where finished_at >= started_at and length(id) = 36`,
  )
  expect(row).toEqual({
    checksum: listMigrations(directory)[0]?.checksum,
    migration_name: '0001_first',
    logs: null,
    rolled_back_at: null,
    applied_steps_count: 1,
  })
})

test('of many processes at once one works and the others wait', async () => {
  write('0001_first', 'create table mark (id int); select pg_sleep(0.2);')
  const results = await Promise.all([run(), run(), run(), run()])
  expect(results.filter(({ applied }) => applied.length === 1)).toHaveLength(1)
})

test('a migration that fails leaves nothing behind and names its line', async () => {
  write('0001_first', 'create table mark (id int);')
  write('0002_broken', 'create table half (id int);\n\nalter table nowhere add column x int;')
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringMatching(
      /^migration 0002_broken failed .*left nothing behind: .*nowhere/,
    ),
  })
  expect(await ask(url, "select to_regclass('half')")).toBeNull()
  expect(await ask(url, 'select count(*)::int from _prisma_migrations')).toBe(1)
  write('0002_broken', 'create table half (id int);\nselect 1 +;')
  await expect(run()).rejects.toThrow('at line 2')
})

test('a migration changed after it was applied is refused, with both checksums', async () => {
  write('0001_first', 'create table mark (id int);')
  await run()
  write('0001_first', 'create table mark (id bigint);')
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_CHANGED',
    facts: { name: '0001_first', expected: expect.any(String), seen: expect.any(String) },
  })
})

test('a database that is ahead of the program is refused', async () => {
  write('0001_first', 'create table mark (id int);')
  await run()
  rmSync(join(directory, '0001_first'), { recursive: true })
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_MISSING' })
})

test('a migration another tool left unfinished is refused until it is resolved', async () => {
  write('0001_first', 'create table mark (id int);')
  await run()
  await ask(url, 'update _prisma_migrations set finished_at = null')
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_UNFINISHED' })
  await ask(url, 'update _prisma_migrations set rolled_back_at = now()')
  await ask(url, 'drop table mark')
  expect(await run()).toEqual({ applied: ['0001_first'], upToDate: [] })
})

test('a folder without migration.sql, and a missing directory, are named', async () => {
  mkdirSync(join(directory, '0001_empty'))
  await expect(run()).rejects.toThrow('migration 0001_empty has no migration.sql')
  await expect(migrate({ url, directory: join(directory, 'nowhere') })).rejects.toMatchObject({
    code: 'MIGRATIONS_NOT_FOUND',
  })
})
