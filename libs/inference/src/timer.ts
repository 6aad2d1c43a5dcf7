/** The passing of time as a port, so that tests need not wait. */
export abstract class Timer {
  /** Runs `action` once after `delayMs`; the returned function calls it off. */
  abstract after(delayMs: number, action: () => void): () => void

  /** Resolves after `delayMs`, or at once when the signal aborts. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = (): void => {
        cancel()
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const cancel = this.after(delayMs, wake)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }
}
