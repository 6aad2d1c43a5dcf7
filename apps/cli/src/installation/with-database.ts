import type { Database } from '@assize/platform'
import {
  DirectoryLock,
  findRunningDatabase,
  openDataDir,
  startEmbeddedPostgres,
} from '@assize/platform/embedded'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.js'
import { dataDirectory } from '../places.js'

export const databaseHelp =
  '\nThe database is DATABASE_URL, else the one of ASSIZE_DATA_DIR, started for as long as it takes.'

/** Works on the database of an installation, running or not. */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const dataDir = dataDirectory(env)
  const url = env.DATABASE_URL ?? findRunningDatabase(dataDir)
  if (url) return over(url, work)
  if (!existsSync(join(dataDir, 'secrets.json'))) {
    throw new CliError(
      'NOT_REACHABLE',
      `no database: ${dataDir} holds no installation; set DATABASE_URL or ASSIZE_DATA_DIR`,
    )
  }
  const lock = await DirectoryLock.acquire(openDataDir(dataDir))
  try {
    const announce = (line: string): void => console.error(`  ${line}`)
    const embedded = await startEmbeddedPostgres({ dataDir, announce })
    try {
      return await over(embedded.url, work)
    } finally {
      await embedded.stop()
    }
  } finally {
    lock.release()
  }
}

/** Loaded here alone: the other verbs do not need Prisma. */
async function over<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { Database } = await import('@assize/platform')
  const database = new Database({ url, maxConnections: 4 })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Where the installation keeps its secrets. */
export const secretsFileOf = (env: NodeJS.ProcessEnv): string =>
  env.ASSIZE_SECRETS_FILE ?? join(dataDirectory(env), 'secrets.json')
