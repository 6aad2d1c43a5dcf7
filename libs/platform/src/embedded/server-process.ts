import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { ClusterHome } from './cluster-home.js'
import { superuserConnection, type ClusterRecord } from './cluster-record.js'
import { EmbeddedError } from './embedded-error.js'
import { identity, serverEnvironment } from './initialise-cluster.js'
import type { NativeBinaries } from './native-binaries.js'
import { serverArguments } from './postmaster.js'
import { serverSettings } from './server-settings.js'

export interface ServerProcess {
  readonly pid: number
  readonly exited: Promise<void>
}

const logLimitBytes = 8 * 1024 * 1024

/**
 * Starts the server and waits until it answers; recovery after a crash may take its time. It leads
 * a process group of its own, so Ctrl-C reaches us and not it: it has to outlive the processes that
 * use it.
 */
export async function startServer(
  home: ClusterHome,
  binaries: NativeBinaries,
  record: ClusterRecord,
  durable: boolean,
): Promise<ServerProcess> {
  const log = openLog(home)
  const logStart = statSync(logFile(home)).size
  const child = spawn(
    binaries.postgres,
    [...serverArguments(home.cluster, record.port), ...serverSettings(durable)],
    {
      ...identity(home.account),
      cwd: home.directory,
      env: serverEnvironment,
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  let failed: string | undefined
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => resolve(void (failed = error.message)))
    child.once('exit', (code) => resolve(void (failed ??= `it left with ${code}`)))
  })
  child.unref()
  while (!(await answers(record))) {
    if (failed !== undefined) {
      const why = lastWords(readFileSync(logFile(home)).subarray(logStart).toString()) ?? failed
      throw new EmbeddedError('SERVER_FAILED', `the database did not start: ${why}`, {
        log: logFile(home),
      })
    }
    await Promise.race([sleep(20), exited])
  }
  return { pid: child.pid ?? 0, exited }
}

async function answers(record: ClusterRecord): Promise<boolean> {
  const client = new pg.Client({
    ...superuserConnection(record),
    connectionTimeoutMillis: 2_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // 28P01: somebody answers, but not with our password.
    if (code === '28P01')
      throw new EmbeddedError('SERVER_FAILED', `the database refuses us: ${message}`)
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const logFile = (home: ClusterHome): string => join(home.directory, 'postgres.log')

function openLog(home: ClusterHome): number {
  const file = logFile(home)
  if (existsSync(file) && statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

/** What the server said last; before its log is set up it says so in plain lines, the cause first. */
function lastWords(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => line.trim() !== '')
  const fatal = lines.filter((line) => /(FATAL|PANIC):/.test(line)).at(-1)
  if (fatal) return fatal.replace(/^.*?(FATAL|PANIC): +/, '')
  const plain = lines.filter((line) => !/ (LOG|HINT|DETAIL|WARNING): /.test(line))
  return plain.length > 0 ? plain.join(' ').replace(/^\S*postgres: /, '') : undefined
}
