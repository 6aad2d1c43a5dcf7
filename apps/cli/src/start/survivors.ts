import { findProcess, type RunningProcess } from '@assize/platform/embedded'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findSecretFile, writeSecretFile } from './secret-file.js'

const patienceMs = 10_000

const file = (dataDir: string): string => join(dataDir, 'processes.json')

/** Written while children run, so that a start after a kill knows whom to wait for. */
export function recordChildren(dataDir: string, pids: readonly (number | undefined)[]): void {
  const running = pids.map((pid) => pid && findProcess(pid)).filter((found) => !!found)
  writeSecretFile(file(dataDir), running)
}

/**
 * Children of a killed supervisor leave by themselves once they notice; one that does not is ended
 * by its own pid. A pid that now belongs to another process is left alone.
 */
export async function endSurvivors(
  dataDir: string,
  announce: (line: string) => void,
): Promise<void> {
  const recorded = findSecretFile<RunningProcess[]>(file(dataDir)) ?? []
  const living = (): RunningProcess[] =>
    recorded.filter(({ pid, startedAt }) => findProcess(pid)?.startedAt === startedAt)
  if (living().length === 0) return
  announce(`waiting for ${living().length} processes an earlier start left behind`)
  signalAll(living(), 'SIGTERM')
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50)) {
    if (living().length === 0) return
  }
  signalAll(living(), 'SIGKILL')
}

function signalAll(processes: readonly RunningProcess[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
