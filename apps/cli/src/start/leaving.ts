/**
 * When and why the installation stops: because somebody asked, or because it cannot go on. A second
 * Ctrl-C leaves at once; what that leaves behind is cleared by the next start.
 */
export class Leaving {
  private readonly controller = new AbortController()

  /** From now on Ctrl-C, termination and a closed terminal are requests to leave. */
  static onSignals(): Leaving {
    const leaving = new Leaving()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (leaving.signal.aborted) process.exit(130)
        leaving.controller.abort()
      })
    }
    return leaving
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  because(failure: Error): void {
    this.controller.abort(failure)
  }

  /** Resolves when somebody asks, rejects when it cannot go on. */
  get begun(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        const reason: unknown = this.signal.reason
        if (reason instanceof Error && reason.name !== 'AbortError') reject(reason)
        else resolve()
      }
      if (this.signal.aborted) settle()
      else this.signal.addEventListener('abort', settle, { once: true })
    })
  }
}
