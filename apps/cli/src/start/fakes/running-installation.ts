import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('./installation.js', import.meta.url))

/** A data directory of its own that the database's account can reach. */
export function newDataDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'assize-start-'))
  chmodSync(directory, 0o711)
  return join(directory, '.data')
}

export interface Ending {
  readonly code: number | null
  readonly output: string
}

/** `assize start` in a process of its own, with stand-ins for API, worker and seed. */
export class RunningInstallation {
  private output = ''
  readonly ended: Promise<Ending>

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    }
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => resolve({ code, output: this.output }))
    })
  }

  static begin(
    env: NodeJS.ProcessEnv,
    account: Pick<SpawnOptions, 'uid' | 'gid'> = {},
  ): RunningInstallation {
    const given = { ...process.env, DATABASE_URL: '', ASSIZE_ENDPOINTS: '', ASSIZE_TRACES: '' }
    return new RunningInstallation(
      spawn(process.execPath, [script], {
        ...account,
        env: { ...given, PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
  }

  get url(): string {
    return /ready at (\S+)/.exec(this.output)?.[1] ?? ''
  }

  get said(): string {
    return this.output
  }

  async says(text: string): Promise<void> {
    let over = false
    void this.ended.then(() => (over = true))
    while (!this.output.includes(text)) {
      if (over) throw new Error(`it ended before it said "${text}":\n${this.output}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** What the API was told, and its pid. */
  async environment(): Promise<Record<string, string>> {
    const response = await fetch(`${this.url}/env`)
    return (await response.json()) as Record<string, string>
  }

  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<Ending> {
    this.child.kill(signal)
    return this.ended
  }
}

/** The children on record in a data directory. */
export const childrenOf = (dataDir: string): readonly number[] =>
  (JSON.parse(readFileSync(join(dataDir, 'processes.json'), 'utf8')) as { pid: number }[]).map(
    ({ pid }) => pid,
  )
