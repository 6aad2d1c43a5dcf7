import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedError } from './embedded-error.js'
import { findProcess, processesIn } from './processes.js'

/** The arguments that mark a server as ours; `isServerOf` looks for the same words. */
export const serverArguments = (cluster: string, port: number): readonly string[] => [
  '-D',
  cluster,
  '-p',
  String(port),
]

/** The server that now runs on this cluster, whoever started it. */
export function findServer(cluster: string): number | undefined {
  const pid = pidOnFile(cluster)
  return pid !== undefined && isServerOf(cluster, pid) ? pid : undefined
}

/**
 * Stops a server with its clients' transactions rolled back; what was committed stays. A server
 * that ignores this for `patienceMs` is told to quit at once and will recover at its next start.
 */
export async function stopServer(cluster: string, pid: number, patienceMs = 30_000): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', patienceMs],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!isServerOf(cluster, pid)) return
    signalServer(pid, signal)
    if (await gone(() => !isServerOf(cluster, pid), waitMs)) return
  }
  throw new EmbeddedError('SERVER_WILL_NOT_STOP', `database process ${pid} does not stop`, { pid })
}

/**
 * Makes room for a new server where the last one did not leave in order. PostgreSQL itself clears a
 * `postmaster.pid` whose process is gone, and checks the shared memory named in it first, so the
 * file is left to it. Only when a stranger has inherited the pid, and no process of the old server
 * is left, does the file go: PostgreSQL would take the stranger for a server of its own.
 */
export async function clearStalePid(cluster: string): Promise<void> {
  const pid = pidOnFile(cluster)
  if (pid === undefined) return
  if (!(await gone(() => processesIn(cluster).length === 0, 10_000))) {
    throw new EmbeddedError(
      'SERVER_WILL_NOT_STOP',
      `processes ${processesIn(cluster).join(', ')} of an earlier database server still use ${cluster}`,
    )
  }
  if (findProcess(pid)) rmSync(pidFile(cluster), { force: true })
}

function isServerOf(cluster: string, pid: number): boolean {
  const command = findProcess(pid)?.command ?? ''
  return command.includes('postgres') && command.includes(` -D ${cluster} -p `)
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid')

function pidOnFile(cluster: string): number | undefined {
  if (!existsSync(pidFile(cluster))) return undefined
  const pid = Number(readFileSync(pidFile(cluster), 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

async function gone(isGone: () => boolean, waitMs: number): Promise<boolean> {
  for (const until = Date.now() + waitMs; Date.now() < until; await sleep(25)) {
    if (isGone()) return true
  }
  return isGone()
}
