import {
  DirectoryLock,
  findRunningDatabase,
  migrate,
  openDataDir,
  startEmbeddedPostgres,
  type MigrateResult,
} from '@assize/platform/embedded'
import type { Command } from 'commander'
import { dataDirectory } from '../places.js'
import { print, verb, type JsonOption } from '../verb.js'

export function dbMigrateCommand(): Command {
  return verb('migrate', 'Bring the database to the newest migration.')
    .addHelpText(
      'after',
      '\nThe database is DATABASE_OWNER_URL or DATABASE_URL, else the one of ASSIZE_DATA_DIR, started for as long as it takes.',
    )
    .action(async (options: JsonOption) => {
      const result = await migrateThis(process.env)
      print(options, result, summary(result))
    })
}

async function migrateThis(env: NodeJS.ProcessEnv): Promise<MigrateResult> {
  const announce = (line: string): void => console.error(`  ${line}`)
  const dataDir = dataDirectory(env)
  const url = env.DATABASE_OWNER_URL || env.DATABASE_URL || findRunningDatabase(dataDir)
  if (url) return migrate({ url, announce })
  const lock = await DirectoryLock.acquire(openDataDir(dataDir))
  try {
    const database = await startEmbeddedPostgres({ dataDir, announce })
    try {
      return await migrate({ url: database.url, announce })
    } finally {
      await database.stop()
    }
  } finally {
    lock.release()
  }
}

function summary({ applied, upToDate }: MigrateResult): string {
  if (applied.length === 0) return `the database is up to date with ${upToDate.length} migrations`
  return `applied ${applied.join(', ')}`
}
