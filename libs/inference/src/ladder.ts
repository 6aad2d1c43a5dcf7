import { higherEffort, lowerEffort, type Effort } from './chat-request.js'
import { modelSize } from './endpoint.js'
import type { Attempt } from './attempt.js'
import type { ErrorClass } from './failure.js'

/** How the next attempt differs from the one before. */
export interface Step {
  readonly effort: Effort
  readonly maxOutputTokens: number | undefined
  readonly stream: boolean
  /** Wait before it, growing with the number of attempts. */
  readonly backOff: boolean
  /** Only models larger than this, in billions of parameters; where there are none, the ladder ends. */
  readonly largerThan: number | undefined
}

export const maxAttempts = 3

/** How often one class of failure is worth another try within the limit of attempts. */
const retries: Readonly<Record<ErrorClass, number>> = {
  transport: maxAttempts,
  'rate-limited': maxAttempts,
  permanent: 0,
  configuration: maxAttempts,
  harmony: 1,
  empty: 1,
  budget: 1,
  loop: 1,
  format: 1,
  refusal: 2,
  truncation: maxAttempts,
  deadline: 0,
}

/**
 * The next rung after `attempts`, or null when a person must look. A reply that could not be used is
 * asked for again with more effort; one that ran on, with more room or less effort; a second refusal
 * goes to a larger model.
 */
export function nextStep(attempts: readonly Attempt[], step: Step): Step | null {
  const last = attempts.at(-1)
  const errorClass = last?.errorClass
  if (!last || !errorClass || attempts.length >= maxAttempts) return null
  const sameClass = attempts.filter((attempt) => attempt.errorClass === errorClass).length
  if (sameClass > retries[errorClass]) return null
  const again: Step = { ...step, backOff: false }
  switch (errorClass) {
    case 'transport':
    case 'rate-limited':
      return { ...again, backOff: true }
    case 'harmony':
      return { ...again, stream: false }
    case 'budget':
      return step.maxOutputTokens === undefined
        ? { ...again, effort: lowerEffort(step.effort) }
        : { ...again, maxOutputTokens: step.maxOutputTokens * 2 }
    case 'loop':
      return { ...again, effort: lowerEffort(step.effort) }
    case 'format':
      return { ...again, effort: higherEffort(step.effort) }
    case 'refusal':
      return sameClass === 1
        ? { ...again, effort: higherEffort(step.effort) }
        : { ...again, largerThan: modelSize(last.model) ?? undefined }
    default:
      return again
  }
}

const firstDelayMs = 250
const longestDelayMs = 8_000

/**
 * Exponential with full jitter, so that a crowd does not come back at once; never shorter than the
 * server asked for. `fraction` is uniform in [0, 1).
 */
export function backOffMs(attempt: number, fraction: number, retryAfterMs: number | null): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1))
  const jittered = Math.round(ceiling * fraction)
  return retryAfterMs === null ? jittered : retryAfterMs + jittered
}
