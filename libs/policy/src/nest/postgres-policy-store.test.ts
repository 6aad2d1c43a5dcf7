import { afterAll, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { PostgresGitStore } from '@assize/gitstore/nest'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { aNewVersion, describePolicyStore } from '../policy-store.contract.js'
import { PostgresPolicyStore } from './postgres-policy-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())

let fresh: FreshDatabase | undefined
let database: Database | undefined

async function open(): Promise<PostgresPolicyStore> {
  await close()
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 4 })
  const git = new PostgresGitStore(database, ids, clock)
  return new PostgresPolicyStore(database, git, new Outbox(ids, clock), ids, clock)
}

async function close(): Promise<void> {
  await database?.close()
  await fresh?.close()
  database = fresh = undefined
}
afterAll(close)

describePolicyStore('in PostgreSQL', open)

test('version, publication and what tells of them are recorded together', async () => {
  const store = await open()
  const { commit } = await store.recordVersion('spam', () => aNewVersion('one'))
  await store.recordPublication('spam', () => ({
    policy: 'spam',
    commit,
    kind: 'published',
    note: null,
    publishedBy: 'bea',
    publishedAt: clock.now(),
  }))
  const told = await database?.query('SELECT type, subject, payload FROM outbox ORDER BY id')
  expect(told).toMatchObject([
    { type: 'policy.committed', subject: 'spam', payload: { commit, sequence: 1 } },
    { type: 'policy.published', subject: 'spam', payload: { commit } },
  ])
})

test('a publication of a version nobody recorded is refused, and leaves no event', async () => {
  const store = await open()
  const publication = store.recordPublication('spam', () => ({
    policy: 'spam',
    commit: '0'.repeat(40),
    kind: 'published',
    note: null,
    publishedBy: 'bea',
    publishedAt: clock.now(),
  }))
  await expect(publication).rejects.toThrow('foreign key')
  expect(await database?.query('SELECT FROM outbox')).toEqual([])
})

test('neither versions nor publications can be changed or taken back', async () => {
  const store = await open()
  await store.recordVersion('spam', () => aNewVersion('one'))
  for (const statement of [
    `UPDATE record_policy_version SET title = 'other'`,
    'DELETE FROM record_policy_version',
  ])
    await expect(database?.query(statement)).rejects.toThrow(/permission denied|append-only/)
})
