/** How many calls run at once; the rest wait in order, without bound, as vLLM lets them. */
export class Slots {
  #running = 0
  #queue: (() => void)[] = []

  constructor(private readonly most: number) {}

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** Resolves with the way to give the slot back; rejects when the caller has gone. */
  async take(signal: AbortSignal): Promise<() => void> {
    if (this.#running >= this.most) await this.#turn(signal)
    else this.#running++
    let held = true
    return () => {
      if (!held) return
      held = false
      const next = this.#queue.shift()
      if (next) next()
      else this.#running--
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue = this.#queue.filter((one) => one !== enter)
        reject(new Error('the caller has gone'))
      }
      const enter = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(enter)
    })
  }
}
