import {
  DirectoryLock,
  EmbeddedError,
  migrate,
  startEmbeddedPostgres,
} from '@assize/platform/embedded'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterOf } from './test-run.js'

/**
 * A URL of the migrated template database on the one server of this test run. The first suite that
 * asks starts the server; suites in other processes wait for it. ASSIZE_TEST_SERVER_URL names a
 * server of your own instead; it must hold a migrated database nobody is connected to.
 */
export async function templateUrl(): Promise<string> {
  const given = process.env.ASSIZE_TEST_SERVER_URL
  if (given) return given
  const run = process.env.ASSIZE_TEST_RUN_DIR
  if (!run) throw new Error('no test run: tests that need a database are run by Jest')
  const ready = join(run, 'server-url')
  while (!existsSync(ready)) {
    const lock = await lockUnlessBusy(run)
    if (!lock) {
      await sleep(50)
      continue
    }
    try {
      if (!existsSync(ready)) await startServer(run, ready)
    } finally {
      lock.release()
    }
  }
  return readFileSync(ready, 'utf8')
}

async function startServer(run: string, ready: string): Promise<void> {
  mkdirSync(clusterOf(run), { recursive: true, mode: 0o711 })
  const { url } = await startEmbeddedPostgres({ dataDir: clusterOf(run), durable: false })
  await migrate({ url })
  writeFileSync(`${ready}.new`, url, { mode: 0o600 })
  renameSync(`${ready}.new`, ready)
}

async function lockUnlessBusy(run: string): Promise<DirectoryLock | undefined> {
  try {
    return await DirectoryLock.acquire(run, 'server.lock')
  } catch (error) {
    if (error instanceof EmbeddedError && error.code === 'DIRECTORY_IN_USE') return undefined
    throw error
  }
}
