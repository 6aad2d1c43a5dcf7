import type { Outcome } from '@assize/policy'

export const answerers = ['model', 'triage', 'rule'] as const
export type AnsweredBy = (typeof answerers)[number]
export const arms = ['live', 'shadow', 'canary', 'repeat'] as const
export type Arm = (typeof arms)[number]
export const sources = ['live', 'import'] as const
export type Source = (typeof sources)[number]
export const confidences = ['low', 'medium', 'high'] as const

/** Why no label could be relied on; a closed list, counted on the front page. */
export const undeterminedReasons = [
  'no-readable-label',
  'two-labels',
  'refused',
  'truncated',
  'retries-exhausted',
  'deadline',
  'no-endpoint',
  'escalated',
  'content-erased',
] as const
export type UndeterminedReason = (typeof undeterminedReasons)[number]

/** Token counts; null where the server gave none, `estimated` where we counted ourselves. */
export interface Usage {
  readonly promptTokens: number | null
  readonly completionTokens: number | null
  readonly reasoningTokens: number | null
  readonly cachedTokens: number | null
  readonly estimated: boolean
}

export interface Sampling {
  readonly temperature: number | null
  readonly seed: number | null
}

/** One judgement of one content item under one policy version, with all it relied on. */
export interface Verdict {
  readonly id: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  readonly policyBlob: string
  readonly policyBundleSha256: string
  /** SHA-256 of the canonical messages as sent. */
  readonly promptDigest: string
  readonly outcome: Outcome
  readonly label: string | null
  readonly rules: readonly string[]
  readonly severity: string | null
  readonly confidence: string | null
  readonly undeterminedReason: UndeterminedReason | null
  readonly model: string
  readonly endpoint: string
  readonly serverVersion: string | null
  readonly systemFingerprint: string | null
  readonly effort: string | null
  readonly sampling: Sampling
  readonly finishReason: string | null
  readonly usage: Usage
  readonly costMicros: bigint | null
  readonly latencyMs: number | null
  readonly attempts: number
  readonly answeredBy: AnsweredBy
  readonly arm: Arm
  readonly simulated: boolean
  readonly source: Source
  /** Imports only: what the other system wrote down, and what its test case expected. */
  readonly recordedLabel: string | null
  readonly expectedLabel: string | null
  /** Imports only: what the other system took for expected, before anybody corrected it. */
  readonly loggedExpected?: string | null
  /** Imports only: the run that brought it; null where it came before runs were noted. */
  readonly importId?: string | null
  /** The verdict this one was made to repeat. */
  readonly repeatOf?: string | null
  /** What the platform calls the content; null once its words were erased. */
  readonly externalId: string | null
  readonly acceptedAt: Date
  /** The model's own time; imports keep theirs. */
  readonly decidedAt: Date
  readonly recordedAt: Date
}

/** The words of a verdict; each is null when the model gave none, all are gone once erased. */
export interface VerdictWords {
  readonly trace: string | null
  readonly output: string | null
  readonly rationale: string | null
}

/** One call to an endpoint on the way to a verdict. `raw` is the reply as received. */
export interface VerdictAttempt {
  readonly number: number
  readonly endpoint: string
  readonly model: string
  readonly startedAt: Date
  readonly waitedMs: number
  readonly firstTokenMs: number | null
  readonly wholeMs: number
  readonly httpStatus: number | null
  readonly finishReason: string | null
  readonly errorClass: string | null
  readonly completionId: string | null
  readonly serverVersion: string | null
  readonly systemFingerprint: string | null
  readonly reasoningField: string | null
  readonly usage: Usage
  readonly simulated: boolean
  readonly raw: string | null
}
