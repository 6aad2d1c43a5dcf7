import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { freshDatabase, recordErasure, scratchFolder, type FreshDatabase } from '@assize/testing'
import { parseContent } from '../parse-content.js'
import { PrismaContentStore } from './prisma-content-store.js'

const ids = new IdSource(new SystemClock(), new SystemRandomness())
let fresh: FreshDatabase
let database: Database
let store: PrismaContentStore

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  const secrets = join(scratchFolder('content'), 'secrets.json')
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
  const config = Config.read({ DATABASE_URL: fresh.url, ASSIZE_SECRETS_FILE: secrets })
  store = new PrismaContentStore(database, new SystemRandomness(), config)
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

async function put(externalId: string): Promise<string> {
  const id = ids.next()
  const content = parseContent({ text: 'buy now' })
  const by = { submittedBy: 'forum', source: 'live', recordedAt: new Date() } as const
  await database.transaction((tx) =>
    store.record(tx, [{ id, content, facts: { externalId }, ...by }]),
  )
  return id
}

test('what the platform calls content is told until the content is erased', async () => {
  const [kept, erased] = [await put('post-1'), await put('post-2')]
  await recordErasure(fresh.url, [erased])
  const items = await store.findItems([kept, erased])
  expect(items.get(kept)?.externalId).toBe('post-1')
  expect(items.get(erased)).toMatchObject({ id: erased, externalId: null, kind: 'text' })
})
