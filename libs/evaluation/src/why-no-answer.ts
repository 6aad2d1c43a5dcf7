import type { Attempt } from '@assize/inference'

type Seen = Pick<Attempt, 'errorClass' | 'errorMessage' | 'httpStatus'>

/**
 * Why an endpoint gave no answer at all, in words of ours; null where it said anything. That says nothing of the policy
 * and is no result. Server's own words may quote what they were sent, and are not repeated.
 */
export function whyNoAnswer(attempts: readonly Seen[]): string | null {
  if (!attempts.every(isNoAnswer)) return null
  const last = attempts.at(-1)
  if (!last) return 'no call could be made'
  const { errorClass, errorMessage, httpStatus: status } = last
  if (status === 404) return 'the server knows no such model or address (404)'
  if (errorClass === 'rate-limited') return `it takes no more calls for now (${status})`
  if (errorClass === 'configuration')
    // Without a status it is ours: the variable of the key is not set.
    return status === null ? (errorMessage ?? 'it lacks a key') : `it refuses our key (${status})`
  return status === null ? 'nobody answered' : `it failed (${status})`
}

const isNoAnswer = ({ errorClass, httpStatus }: Seen): boolean =>
  errorClass === 'transport' ||
  errorClass === 'configuration' ||
  errorClass === 'rate-limited' ||
  httpStatus === 404
