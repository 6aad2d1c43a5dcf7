export const findingSeverities = ['hard', 'soft'] as const
export type FindingSeverity = (typeof findingSeverities)[number]

export const spanTexts = ['trace', 'output', 'policy', 'content'] as const

/** Half-open range of UTF-16 code units in a text as received. */
export interface FindingSpan {
  readonly in: (typeof spanTexts)[number]
  /** Index in `messages`; for `content` only. */
  readonly message?: number
  readonly start: number
  readonly end: number
}

/** One thing a detector noticed. `message` never quotes what was judged; `evidence` holds facts and short codes. */
export interface Finding<T extends string = string> {
  readonly type: T
  readonly severity: FindingSeverity
  /** 0 to 1. */
  readonly confidence: number
  readonly spans: readonly FindingSpan[]
  readonly message: string
  readonly evidence: Readonly<Record<string, unknown>>
}
