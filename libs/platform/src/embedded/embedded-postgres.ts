import { existsSync, rmSync } from 'node:fs'
import { clusterHome, openDataDir, type ClusterHome } from './cluster-home.js'
import { findRecord, newRecord, writeRecord, type ClusterRecord } from './cluster-record.js'
import { EmbeddedError } from './embedded-error.js'
import { freePort, isPortFree } from './free-port.js'
import { initialiseCluster } from './initialise-cluster.js'
import { nativeBinaries, type NativeBinaries } from './native-binaries.js'
import { appUrl, ensureOwnDatabase, eraserUrl, ownerUrl } from './own-database.js'
import { clearStalePid, findServer, stopServer } from './postmaster.js'
import { startServer, type ServerProcess } from './server-process.js'

export interface EmbeddedOptions {
  readonly dataDir: string
  /** False for tests only: a crash of the machine may lose the data. */
  readonly durable?: boolean
  /** One line for people, for what they would not expect. */
  readonly announce?: (line: string) => void
}

export interface EmbeddedPostgres {
  /** The product's own database, as its owner: for migrations. */
  readonly url: string
  /** The same as the login the product runs under, and as the one that may erase words. */
  readonly appUrl: string
  readonly eraserUrl: string
  readonly port: number
  readonly pid: number
  readonly directory: string
  /** Resolves when the server has left, asked or not. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the cluster of a data directory, making it first if there is none. The caller holds the
 * directory's lock, so a server found running is an orphan of a start that was killed; it is stopped
 * by its own pid and started again, with the settings, binaries and log of today.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { durable = true, announce = () => undefined } = options
  const dataDir = openDataDir(options.dataDir)
  const found = findRecord(dataDir)
  const home = clusterHome(dataDir, found?.home)
  if (home.elsewhere) announce(`the database of ${dataDir} lives in ${home.directory}`)
  const binaries = nativeBinaries(home.account, home.directory)
  const record = found ?? newRecord(home.directory, await freePort())
  if (!found) writeRecord(dataDir, record)
  await makeOrClear(home, binaries, record, durable, announce, found !== undefined)
  const { server, port } = await startOnFreePort(home, binaries, record, durable, announce)
  // Also where the record is from before there were logins of their own.
  writeRecord(dataDir, { ...record, port })
  const current = { ...record, port }
  await ensureOwnDatabase(current)
  return {
    url: ownerUrl(current),
    appUrl: appUrl(current),
    eraserUrl: eraserUrl(current),
    port,
    pid: server.pid,
    directory: home.cluster,
    exited: server.exited,
    stop: () => stopServer(home.cluster, server.pid),
  }
}

/** The URL of a data directory's database while its server runs; starts nothing. */
export function findRunningDatabase(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined
  const record = findRecord(dataDir)
  if (!record || !existsSync(record.home)) return undefined
  const { cluster } = clusterHome(openDataDir(dataDir), record.home)
  return findServer(cluster) === undefined ? undefined : ownerUrl(record)
}

/** Stops the cluster of a data directory if it runs, and removes it for good. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return
  const directory = openDataDir(dataDir)
  const record = findRecord(directory)
  if (record && existsSync(record.home)) {
    const home = clusterHome(directory, record.home)
    const pid = findServer(home.cluster)
    if (pid !== undefined) await stopServer(home.cluster, pid)
    if (home.elsewhere) rmSync(home.directory, { recursive: true, force: true })
  }
  rmSync(directory, { recursive: true, force: true })
}

async function makeOrClear(
  home: ClusterHome,
  binaries: NativeBinaries,
  record: ClusterRecord,
  durable: boolean,
  announce: (line: string) => void,
  recorded: boolean,
): Promise<void> {
  if (!existsSync(home.cluster)) {
    await initialiseCluster(home, binaries, record.superuserPassword, durable)
    return
  }
  if (!recorded) {
    throw new EmbeddedError(
      'CLUSTER_MISSING',
      `${home.cluster} holds a database, but database.json with its passwords is missing: restore it, or remove the directory to begin anew`,
    )
  }
  const orphan = findServer(home.cluster)
  if (orphan !== undefined) {
    announce(`stopping the database server an earlier start left behind (pid ${orphan})`)
    await stopServer(home.cluster, orphan)
  }
  await clearStalePid(home.cluster)
}

/** The remembered port first; a stranger may hold it by now, or take it just before we do. */
async function startOnFreePort(
  home: ClusterHome,
  binaries: NativeBinaries,
  record: ClusterRecord,
  durable: boolean,
  announce: (line: string) => void,
): Promise<{ server: ServerProcess; port: number }> {
  for (let port = record.port, tries = 1; ; port = await freePort(), tries++) {
    if (!(await isPortFree(port))) {
      announce(`port ${port} of the database is taken by another program; choosing a new one`)
      port = await freePort()
    }
    try {
      return { server: await startServer(home, binaries, { ...record, port }, durable), port }
    } catch (error) {
      const raced = error instanceof EmbeddedError && /TCP\/IP sockets/.test(error.message)
      if (!raced || tries >= 3) throw error
    }
  }
}
