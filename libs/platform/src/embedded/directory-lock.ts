import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedError } from './embedded-error.js'
import { findProcess } from './processes.js'

interface Holder {
  readonly pid: number
  readonly startedAt: string
}

const takeoverPatienceMs = 5_000

/**
 * One process at a time may run a data directory. The lock names its holder by pid and start time;
 * the lock of a holder that is gone is taken over, by one contender only: whoever makes the takeover
 * directory may remove it, so nobody removes a lock that another has just made.
 */
export class DirectoryLock {
  private constructor(private readonly file: string) {}

  /** Throws DIRECTORY_IN_USE while another living process holds the lock. */
  static async acquire(directory: string, name = 'start.lock'): Promise<DirectoryLock> {
    const file = join(directory, name)
    while (!make(file)) {
      const holder = livingHolder(file)
      if (holder) {
        throw new EmbeddedError(
          'DIRECTORY_IN_USE',
          `${directory} is in use by process ${holder.pid}: stop it first, or set ASSIZE_DATA_DIR to another directory`,
          { pid: holder.pid },
        )
      }
      await takeOver(file)
    }
    return new DirectoryLock(file)
  }

  release(): void {
    rmSync(this.file, { force: true })
  }
}

/** A link appears whole or not at all: nobody ever reads half a lock. */
function make(file: string): boolean {
  const draft = `${file}.${process.pid}`
  const startedAt = findProcess(process.pid)?.startedAt ?? ''
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startedAt } satisfies Holder))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function livingHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    const running = findProcess(holder.pid)
    return running?.startedAt === holder.startedAt ? holder : undefined
  } catch {
    return undefined
  }
}

async function takeOver(file: string): Promise<void> {
  const turn = `${file}.takeover`
  try {
    mkdirSync(turn)
  } catch {
    await sleep(20)
    // Its maker died within the few instructions below.
    if (ageMs(turn) > takeoverPatienceMs) rmSync(turn, { recursive: true, force: true })
    return
  }
  try {
    if (!livingHolder(file)) rmSync(file, { force: true })
  } finally {
    rmdirSync(turn)
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}
