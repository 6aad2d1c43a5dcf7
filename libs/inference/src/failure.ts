/** Why an attempt gave no verdict. */
export const errorClasses = [
  'transport',
  'rate-limited',
  'permanent',
  'configuration',
  'harmony',
  'empty',
  'budget',
  'loop',
  'format',
  'refusal',
  'truncation',
  'deadline',
] as const
export type ErrorClass = (typeof errorClasses)[number]

/** What was wrong with an attempt; the words may be the server's own, and are for operators only. */
export interface Fault {
  readonly errorClass: ErrorClass
  readonly message: string
}

/** What a server or the network said in place of a completion. */
export interface ChatFailure extends Fault {
  readonly httpStatus: number | null
  readonly retryAfterMs: number | null
  readonly rawReply: string | null
  /** What a cut stream had said until then. */
  readonly partialTrace: string | null
}

const harmonyMarks = [
  'unexpected tokens remaining in message header',
  'unknown role',
  'expecting start token',
  'harmony',
]

/**
 * The class of an HTTP failure. `status` null means that no answer arrived; 200 means an error object
 * in place of choices, which some servers send.
 */
export function classifyFailure(status: number | null, message: string): ErrorClass {
  if (status === null) return 'transport'
  if (status === 429) return 'rate-limited'
  if (status === 401 || status === 402 || status === 403) return 'configuration'
  if (status === 408 || status === 409) return 'transport'
  if (status >= 400 && status < 500) return 'permanent'
  const words = message.toLowerCase()
  if (harmonyMarks.some((mark) => words.includes(mark))) return 'harmony'
  return 'transport'
}

/** Milliseconds to wait, from the `retry-after` header: seconds, or an HTTP date. */
export function parseRetryAfter(header: string | null | undefined, now: Date): number | null {
  if (!header) return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, Math.round(seconds * 1000))
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}
