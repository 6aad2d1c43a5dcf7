import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { canonicalJson, IdSource, sha256Hex, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { AuditSnapshots } from './audit-snapshots.js'

const ids = new IdSource(new SystemClock(), new SystemRandomness())
let fresh: FreshDatabase
let database: Database
let snapshots: AuditSnapshots
let id: string
beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 2 })
  snapshots = new AuditSnapshots(database)
  snapshots.table('person', { table: 'person', without: ['password_hash', 'email'] })
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})
beforeEach(async () => {
  id = ids.next()
  await insertRows(database, 'person', [
    { id, email: `${id}@assize.example`, name: 'Ada', password_hash: 'h', created_at: new Date() },
  ])
})

const digest = async () => Buffer.from((await snapshots.digest('person', id)) ?? []).toString('hex')
const set = (assignment: string) =>
  database.query(`UPDATE person SET ${assignment} WHERE id = $1`, [id])

describe('the digest of an object', () => {
  test('changes with its state, and comes back with it', async () => {
    const before = await digest()
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    await set("name = 'Bea'")
    expect(await digest()).not.toBe(before)
    await set("name = 'Ada'")
    expect(await digest()).toBe(before)
  })

  test('says nothing of secret columns', async () => {
    const before = await digest()
    await set("password_hash = 'other', email = 'other@assize.example'")
    expect(await digest()).toBe(before)
  })

  test('is SHA-256 of the canonical JSON of what the database holds', async () => {
    const [row] = await database.query<{ state: object }>(
      "SELECT to_jsonb(p) - 'password_hash' - 'email' AS state FROM person p WHERE id = $1",
      [id],
    )
    expect(await digest()).toBe(sha256Hex(canonicalJson(row?.state)))
  })

  test('sees what its transaction has changed, and forgets what was undone', async () => {
    const before = await digest()
    const undone = database.transaction(async (tx) => {
      await tx.query("UPDATE person SET name = 'Bea' WHERE id = $1", [id])
      expect(await snapshots.digest('person', id, tx)).not.toEqual(Buffer.from(before, 'hex'))
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await digest()).toBe(before)
  })

  test.each(['person', 'nothing anybody told of'])(
    'is none for objects that are not there: %s',
    async (type) => {
      for (const unknown of [ids.next(), 'x', '', "'; DROP TABLE person", '\0'])
        expect(await snapshots.digest(type, unknown)).toBeNull()
      expect(await snapshots.digest(type, null)).toBeNull()
    },
  )
})
