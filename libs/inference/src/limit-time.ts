import type { Timer } from './timer.js'

export interface TimeLimit {
  readonly signal: AbortSignal
  /** Must be called when the work is done, or the timer stays. */
  clear(): void
}

/** A signal that aborts after `ms`, or as soon as the `outer` one does. */
export function limitTime(timer: Timer, ms: number, outer?: AbortSignal): TimeLimit {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const cancel = timer.after(ms, abort)
  outer?.addEventListener('abort', abort, { once: true })
  if (outer?.aborted) abort()
  return {
    signal: controller.signal,
    clear: () => {
      cancel()
      outer?.removeEventListener('abort', abort)
    },
  }
}
