import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** A living process. `startedAt` is opaque: only equality tells two owners of one pid apart. */
export interface RunningProcess {
  readonly pid: number
  readonly startedAt: string
  readonly command: string
}

/** The process now holding `pid`; a zombie, which only waits to be reaped, counts as gone. */
export function findProcess(pid: number): RunningProcess | undefined {
  if (!signalReaches(pid)) return undefined
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

/** Processes whose working directory is `directory`; known on Linux only, elsewhere empty. */
export function processesIn(directory: string): readonly number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === directory
      } catch {
        // Gone meanwhile, or of an account that cannot be ours.
        return false
      }
    })
    .map(Number)
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function fromProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, startedAt: fields[19] ?? '', command }
  } catch {
    return undefined
  }
}

function fromPs(pid: number): RunningProcess | undefined {
  const ps = spawnSync('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const match = /^(\S+)\s+(\w{3} \w{3} +\d+ [\d:]+ \d{4})\s+(.*)$/.exec((ps.stdout ?? '').trim())
  if (!match || match[1]?.startsWith('Z')) return undefined
  return { pid, startedAt: match[2] ?? '', command: match[3] ?? '' }
}
