import {
  DirectoryLock,
  findRunningDatabase,
  openDataDir,
  startEmbeddedPostgres,
} from '@assize/platform/embedded'
import { dataDirectory } from '../places.js'

/**
 * Runs `work` with the owner's way into the database: DATABASE_OWNER_URL or DATABASE_URL, else that of ASSIZE_DATA_DIR,
 * whose server is started for as long as it takes if it does not run.
 */
export async function withOwner<T>(
  env: NodeJS.ProcessEnv,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const dataDir = dataDirectory(env)
  const url = env.DATABASE_OWNER_URL || env.DATABASE_URL || findRunningDatabase(dataDir)
  if (url) return work(url)
  const lock = await DirectoryLock.acquire(openDataDir(dataDir))
  try {
    const announce = (line: string): void => console.error(`  ${line}`)
    const server = await startEmbeddedPostgres({ dataDir, announce })
    try {
      return await work(server.url)
    } finally {
      await server.stop()
    }
  } finally {
    lock.release()
  }
}
