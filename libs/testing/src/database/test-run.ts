import { DirectoryLock, EmbeddedError, removeEmbeddedPostgres } from '@assize/platform/embedded'
import { chmodSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'assize-test-'
const lockName = 'run.lock'

/**
 * One run of the test suite: a directory that holds its database server, should a suite ask for one,
 * and a lock that says the run is alive. Suites find it by ASSIZE_TEST_RUN_DIR.
 */
export async function beginTestRun(): Promise<void> {
  await sweepAbandonedRuns()
  const directory = mkdtempSync(join(tmpdir(), prefix))
  // The server may run under another account and has to pass through.
  chmodSync(directory, 0o711)
  await DirectoryLock.acquire(directory, lockName)
  process.env.ASSIZE_TEST_RUN_DIR = directory
}

export async function endTestRun(): Promise<void> {
  const directory = process.env.ASSIZE_TEST_RUN_DIR
  if (directory) await removeTestRun(directory)
}

export const clusterOf = (runDirectory: string): string => join(runDirectory, 'data')

async function removeTestRun(directory: string): Promise<void> {
  await removeEmbeddedPostgres(clusterOf(directory))
  await removeEmbeddedPostgres(directory)
}

/** A run that was killed leaves its server behind; the next run stops it and removes its files. */
async function sweepAbandonedRuns(): Promise<void> {
  const own = (path: string): boolean => statSync(path).uid === process.getuid?.()
  const paths = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
  for (const path of paths) {
    try {
      if (!own(path)) continue
      await DirectoryLock.acquire(path, lockName)
      await removeTestRun(path)
    } catch (error) {
      const alive = error instanceof EmbeddedError && error.code === 'DIRECTORY_IN_USE'
      const swept = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (!alive && !swept) throw error
    }
  }
}
