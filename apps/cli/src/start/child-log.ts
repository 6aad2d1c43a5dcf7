import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const limitBytes = 8 * 1024 * 1024

/** Where a child's output goes: to a file of its own, or through to ours where a host collects it. */
export class ChildLog {
  private constructor(readonly file: string | undefined) {}

  static toFile(dataDir: string, name: string): ChildLog {
    const directory = join(dataDir, 'logs')
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return new ChildLog(join(directory, `${name}.log`))
  }

  static through(): ChildLog {
    return new ChildLog(undefined)
  }

  /** The child writes to the file itself, so its log survives ours. */
  open(): number | 'inherit' {
    if (!this.file) return 'inherit'
    if (existsSync(this.file) && statSync(this.file).size > limitBytes) {
      renameSync(this.file, `${this.file}.1`)
    }
    return openSync(this.file, 'a', 0o600)
  }

  /** The last thing the child said, without the wrapping of structured logs. */
  lastWords(): string | undefined {
    if (!this.file || !existsSync(this.file)) return undefined
    const lines = readFileSync(this.file, 'utf8').trimEnd().split('\n')
    const said = lines.map(unwrap).filter((line) => line !== '' && !isStackFrame(line))
    return said.at(-1)
  }
}

function unwrap(line: string): string {
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown }
    return typeof msg === 'string' ? msg : ''
  } catch {
    return line.trim()
  }
}

const isStackFrame = (line: string): boolean =>
  /^(at |Node\.js v|\^|\}|node:|throw |file:)/.test(line)
