import { afterAll, expect, test } from '@jest/globals'
import {
  createPostgresBackend,
  Queue,
  setDefaultBackendFactory,
  Worker,
  type ConnectionOptions,
} from 'bullmq'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Database } from '../database.js'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embedded-postgres.js'
import { ask } from '../embedded/fixtures/ask.js'
import { temporaryDirectory } from '../embedded/fixtures/temporary-directory.js'
import { migrate } from './migrate.js'

const dataDir = join(temporaryDirectory(), '.data')
afterAll(async () => {
  await removeEmbeddedPostgres(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true })
})

test('the application passes jobs through the queue it did not make', async () => {
  const { url } = await startEmbeddedPostgres({ dataDir, durable: false })
  await migrate({ url })
  await migrate({ url })
  expect(
    await ask(url, "select tableowner from pg_tables where schemaname = 'bullmq' limit 1"),
  ).toBe('assize')
  const database = new Database({ url })
  setDefaultBackendFactory(createPostgresBackend)
  const settings = { connection: database.pool as unknown as ConnectionOptions }
  const queue = new Queue('tried', settings)
  let done: (data: unknown) => void = () => undefined
  const seen = new Promise<unknown>((resolve) => (done = resolve))
  const worker = new Worker('tried', async (job) => done(job.data), settings)
  await queue.add('one', { says: 'hello' }, { priority: 1 })
  expect(await seen).toEqual({ says: 'hello' })
  await worker.close()
  await queue.close()
  await database.close()
})
