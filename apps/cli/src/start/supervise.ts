import { migrate } from '@assize/platform/embedded'
import { checkDatabase } from './check-database.js'
import { Children } from './children.js'
import { writeCredentials } from './credentials.js'
import { holdDataDirectory, openDatabase, type OpenDatabase } from './database.js'
import { isEndpointConfigured } from './endpoint-configured.js'
import type { LastWill } from './last-will.js'
import type { Leaving } from './leaving.js'
import { listeningPort } from './listening-port.js'
import type { Progress } from './progress.js'
import type { Programs } from './programs.js'
import { untilReady } from './ready.js'
import { ensureSecrets } from './secret-file.js'
import { isSeeded, seed } from './seed.js'
import type { StartSettings } from './start-settings.js'

type Environment = Readonly<Record<string, string | undefined>>

export interface Running {
  readonly url: string
  /** This start made the installation. */
  readonly isNew: boolean
}

/**
 * Brings everything up in the order of who needs whom. Whatever was started is in `will`, to be
 * stopped in reverse, also when a later step fails.
 */
export async function supervise(
  settings: StartSettings,
  programs: Programs,
  progress: Progress,
  will: LastWill,
  leaving: Leaving,
): Promise<Running> {
  const warn = (line: string): void => progress.line(`  ! ${line}`)
  await holdDataDirectory(settings, will, warn)
  const port = await listeningPort(settings.host, settings.port)
  const url = addressOf(settings.host, port)
  const database = await progress.step('start the database', () =>
    openDatabase(settings, will, leaving, warn),
  )
  if (settings.mode === 'embedded') {
    ensureSecrets(settings.secretsFile)
    writeCredentials(settings.dataDir, url, database.url)
  }
  await progress.step('bring the database up to date', (detail) =>
    migrate({ url: database.url, announce: detail }),
  )
  await checkDatabase(settings, database, warn)
  const env = environmentOf(settings, database, port)
  const children = new Children(settings, programs, will, warn)
  const endpoints = await endpointsFor(settings, database, progress, children, leaving)
  const childEnv = { ...env, ASSIZE_ENDPOINTS: endpoints }
  const isNew = await seedOnce(settings, programs, childEnv, will, progress)
  await progress.step('start API and worker', async () => {
    const mayErase = { ...childEnv, DATABASE_ERASER_URL: database.eraserUrl }
    const worker = children.startApp('worker', mayErase)
    const api = children.startApp('API', childEnv)
    await untilReady(url, [api, worker], leaving.signal)
  })
  return { url, isNew }
}

/** An address that takes calls on all of them is called on loopback. */
function addressOf(host: string, port: number): string {
  const called = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${called.includes(':') ? `[${called}]` : called}:${port}`
}

/** What every child is told; the rest of our own environment reaches it as well. */
function environmentOf(settings: StartSettings, database: OpenDatabase, port: number): Environment {
  return {
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    DATABASE_URL: database.appUrl,
    // The owner's way in stays with the supervisor, the eraser's with the worker.
    DATABASE_OWNER_URL: undefined,
    DATABASE_ERASER_URL: undefined,
    ASSIZE_ERASURE: database.eraserUrl === undefined ? 'off' : 'on',
    HOST: settings.host,
    PORT: String(port),
    ASSIZE_MODE: settings.mode,
    ASSIZE_SECRETS_FILE: settings.secretsFile,
    ASSIZE_TRACES: settings.traces,
    ...(settings.mode === 'embedded'
      ? { ASSIZE_DATA_DIR: settings.dataDir, ASSIZE_SEED: settings.seed }
      : {}),
  }
}

/** The simulator stands in for nobody: it runs only where no endpoint was ever configured. */
async function endpointsFor(
  settings: StartSettings,
  database: OpenDatabase,
  progress: Progress,
  children: Children,
  leaving: Leaving,
): Promise<string | undefined> {
  if (settings.mode === 'external' || settings.endpoints) return settings.endpoints
  if (await isEndpointConfigured(database.url)) return undefined
  return progress.step('start a simulated cluster (no endpoint is configured)', () =>
    children.startSimulator(leaving.signal),
  )
}

async function seedOnce(
  settings: StartSettings,
  programs: Programs,
  env: Environment,
  will: LastWill,
  progress: Progress,
): Promise<boolean> {
  if (settings.mode === 'external' || isSeeded(settings.dataDir)) return false
  const { dataDir } = settings
  const what = settings.seed === 'demo' ? 'make people, policies and demo data' : 'make people'
  await progress.step(what, (detail) => seed(programs.seed, dataDir, env, will, detail))
  return true
}
