import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { describeGitStore } from '../git-store.contract.js'
import { ObjectCache } from '../index.js'
import { PostgresGitStore } from './postgres-git-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())
const author = { name: 'A', email: 'a@example.com', at: new Date(1_700_000_000_000) }

let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 4 })
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const open = async (cache?: ObjectCache): Promise<PostgresGitStore> => {
  const owner = new Database({ url: fresh.url, maxConnections: 1 })
  await owner.query('DELETE FROM git_ref')
  await owner.query('DELETE FROM git_object')
  await owner.query('DELETE FROM git_repo')
  await owner.close()
  return new PostgresGitStore(database, ids, clock, cache ? { cache } : {})
}

describeGitStore('in PostgreSQL', () => open())

const write = (path: string, content: string) => [{ path, bytes: Buffer.from(content) }]

test('every move of a branch is on the record, with who moved it', async () => {
  const store = await open()
  await store.initRepository('moves')
  const request = { repo: 'moves', branch: 'main', author, message: 'm' }
  const first = await store.commitFiles({ ...request, changes: write('a', '1') })
  const second = await store.commitFiles({ ...request, changes: write('a', '2'), movedBy: 'B' })
  const moves = await database.query<{ old: string | null; new: string; by: string }>(
    `SELECT encode(old_oid, 'hex') AS old, encode(new_oid, 'hex') AS new, moved_by AS by
     FROM record_ref_move WHERE repo = 'moves' ORDER BY id`,
  )
  expect(moves).toEqual([
    { old: null, new: first, by: 'A' },
    { old: first, new: second, by: 'B' },
  ])
})

test('a transaction that fails leaves no object, no move and the branch where it was', async () => {
  const store = await open()
  await store.initRepository('r')
  const request = { repo: 'r', branch: 'main', author, message: 'm' }
  const head = await store.commitFiles({ ...request, changes: write('a', '1') })
  const [before] = await database.query('SELECT count(*) FROM git_object')
  const broken = database.transaction(async (tx) => {
    await store.commitFilesWithin(tx, { ...request, changes: write('a', '2') })
    throw new Error('later step failed')
  })
  await expect(broken).rejects.toThrow('later step failed')
  expect(await store.findHead('r', 'main')).toBe(head)
  expect(await database.query('SELECT count(*) FROM git_object')).toEqual([before])
})

test('bytes that are not what their name says are refused', async () => {
  const store = await open(new ObjectCache(0))
  await store.initRepository('r')
  const oid = await store.commitFiles({
    repo: 'r',
    branch: 'main',
    author,
    message: 'm',
    changes: write('a', 'hello\n'),
  })
  await database.query(`DELETE FROM git_object WHERE type = 'blob'`)
  await database.query(
    `INSERT INTO git_object (repo, oid, type, sha256, content) VALUES ('r', $1, 'blob', $2, $3)`,
    [
      Buffer.from('ce013625030ba8dba906f756967f9e9ca394464a', 'hex'),
      Buffer.alloc(32),
      Buffer.from('forged'),
    ],
  )
  await expect(store.readFileAt('r', oid, 'a')).rejects.toMatchObject({ code: 'OBJECT_CORRUPT' })
})

test('eight writers that do not look at the head all get in, one after the other', async () => {
  const store = await open()
  await store.initRepository('r')
  const oids = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      store.commitFiles({
        repo: 'r',
        branch: 'main',
        author,
        message: 'm',
        changes: write(`f${i}`, String(i)),
      }),
    ),
  )
  const head = await store.resolve('r', 'main')
  expect(oids).toContain(head)
  expect(await store.history({ repo: 'r', from: head })).toHaveLength(8)
  expect(await store.readTreeAt('r', head)).toHaveLength(8)
})
