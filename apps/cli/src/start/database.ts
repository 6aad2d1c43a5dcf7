import {
  DirectoryLock,
  openDataDir,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@assize/platform/embedded'
import pg from 'pg'
import { CliError } from '../cli-error.js'
import type { LastWill } from './last-will.js'
import type { Leaving } from './leaving.js'
import type { StartSettings } from './start-settings.js'
import { endSurvivors } from './survivors.js'

/** The ways in: as owner for migrations, as the application, and as the one that may erase words, if there is one. */
export interface OpenDatabase {
  readonly url: string
  readonly appUrl: string
  readonly eraserUrl: string | undefined
}

/** Takes the data directory for this start alone, and ends what a killed start left running in it. */
export async function holdDataDirectory(
  settings: StartSettings,
  will: LastWill,
  warn: (line: string) => void,
): Promise<void> {
  if (settings.mode === 'external') return
  const dataDir = openDataDir(settings.dataDir)
  const lock = await DirectoryLock.acquire(dataDir)
  will.add('give the data directory back', () => lock.release())
  await endSurvivors(dataDir, warn)
}

/** The database of this start: our own, in the data directory we hold, or the one we are given. */
export async function openDatabase(
  settings: StartSettings,
  will: LastWill,
  leaving: Leaving,
  warn: (line: string) => void,
): Promise<OpenDatabase> {
  if (settings.mode === 'external') {
    const { databaseUrl: appUrl, ownerUrl: url, eraserUrl } = settings
    for (const each of new Set([url, appUrl, eraserUrl])) if (each) await tryConnection(each)
    return { url, appUrl, eraserUrl }
  }
  const server = new KeptServer(settings.dataDir, leaving, warn)
  will.add('stop the database', () => server.stop())
  return server.start()
}

/** The embedded server, started again when it leaves without being asked. */
class KeptServer {
  private server: Promise<EmbeddedPostgres> | undefined
  private wanted = true

  constructor(
    private readonly dataDir: string,
    private readonly leaving: Leaving,
    private readonly warn: (line: string) => void,
  ) {}

  async start(): Promise<OpenDatabase> {
    this.server = startEmbeddedPostgres({ dataDir: this.dataDir, announce: this.warn })
    const server = await this.server
    void server.exited.then(() => {
      if (this.wanted) return this.restart()
    })
    return { url: server.url, appUrl: server.appUrl, eraserUrl: server.eraserUrl }
  }

  async stop(): Promise<void> {
    this.wanted = false
    // One that is just starting is waited for; one that did not start has nothing to stop.
    const server = await this.server?.catch(() => undefined)
    await server?.stop()
  }

  private async restart(): Promise<void> {
    this.warn('the database ended; starting it again')
    try {
      await this.start()
    } catch (error) {
      this.leaving.because(error as Error)
    }
  }
}

async function tryConnection(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    const { host, pathname } = new URL(url)
    const { code, message } = error as { code?: string; message: string }
    throw new CliError(
      'NOT_REACHABLE',
      `the database ${host}${pathname} is not reachable: ${message || code}`,
      {},
      { cause: error },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
