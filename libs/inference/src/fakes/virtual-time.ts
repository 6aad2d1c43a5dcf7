import { Clock, Randomness } from '@assize/kernel'
import { Timer } from '../timer.js'

interface Due {
  readonly at: number
  readonly action: () => void
}

/** A clock and timer that move only when told to. */
export class VirtualTime extends Timer {
  #now: number
  #due: Due[] = []
  readonly clock: Clock

  constructor(start = Date.UTC(2026, 10, 1)) {
    super()
    this.#now = start
    const now = (): Date => new Date(this.#now)
    this.clock = new (class extends Clock {
      now(): Date {
        return now()
      }
    })()
  }

  after(delayMs: number, action: () => void): () => void {
    const due = { at: this.#now + delayMs, action }
    this.#due.push(due)
    return () => {
      this.#due = this.#due.filter((one) => one !== due)
    }
  }

  /** Lets `ms` pass, running what falls due in order and letting promises settle in between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (;;) {
      const [next] = this.#due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#due = this.#due.filter((one) => one !== next)
      this.#now = next.at
      next.action()
      await settle()
    }
    this.#now = end
  }

  /** Lets time pass in steps until `work` is done. */
  async until<T>(work: Promise<T>, stepMs = 100, steps = 10_000): Promise<T> {
    let done = false
    void work.finally(() => (done = true)).catch(() => undefined)
    for (let i = 0; i < steps && !done; i++) await this.pass(stepMs)
    return work
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 25; i++) await Promise.resolve()
}

/** The same bytes on every run. */
export class SeededRandomness extends Randomness {
  constructor(private state = 1) {
    super()
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => {
      this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) >>> 0
      return this.state >>> 24
    })
  }
}
