import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ChildLog } from './child-log.js'

export interface ChildPlan {
  /** As people read it. */
  readonly name: string
  readonly script: string
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: ChildLog
  readonly onLoss?: (line: string) => void
  /** After every start of its process, the first one included. */
  readonly onStart?: () => void
  /** How long an orderly end may take before it is forced. */
  readonly patienceMs?: number
}

/** Preloaded into every child. */
export const leaveWithParent = new URL('./leave-with-parent.js', import.meta.url).href
const firstPauseMs = 500
const longestPauseMs = 30_000
/** A child that lived this long has recovered: the next loss starts from the shortest pause. */
const settledMs = 60_000

/**
 * One process of ours, restarted with growing pauses for as long as it is wanted. It leads a process
 * group of its own, so Ctrl-C reaches the supervisor alone and the order of stopping is ours.
 */
export class Child {
  private process: ChildProcess | undefined
  private wanted = true
  private left: Promise<void> = Promise.resolve()
  losses = 0

  constructor(private readonly plan: ChildPlan) {}

  start(): void {
    this.spawn(firstPauseMs)
  }

  get pid(): number | undefined {
    return this.process?.pid
  }

  get name(): string {
    return this.plan.name
  }

  get log(): ChildLog {
    return this.plan.log
  }

  async stop(): Promise<void> {
    this.wanted = false
    const child = this.process
    if (!child) return
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), this.plan.patienceMs ?? 10_000)
    await this.left
    clearTimeout(forced)
  }

  private spawn(pauseMs: number): void {
    const { script, args = [], env, log } = this.plan
    const startedMs = performance.now()
    const output = log.open()
    const child = spawn(process.execPath, ['--import', leaveWithParent, script, ...args], {
      cwd: fileURLToPath(new URL('../../../..', import.meta.url)),
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
    })
    if (typeof output === 'number') closeSync(output)
    this.process = child
    this.plan.onStart?.()
    this.left = new Promise((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', (code, signal) => {
        this.process = undefined
        resolve()
        if (this.wanted) void this.restart(startedMs, pauseMs, signal ?? `exit code ${code}`)
      })
    })
  }

  private async restart(startedMs: number, pauseMs: number, how: string): Promise<void> {
    this.losses++
    const settled = performance.now() - startedMs > settledMs
    const pause = settled ? firstPauseMs : pauseMs
    this.plan.onLoss?.(`the ${this.name} ended (${how}); starting it again in ${pause / 1000} s`)
    await sleep(pause, undefined, { ref: false })
    if (this.wanted) this.spawn(Math.min(pause * 2, longestPauseMs))
  }
}
