import type { ActionKind } from '@assize/policy'

export const appealOutcomes = [
  'stands',
  'partly-reversed',
  'reversed',
  'withdrawn',
  'omitted',
] as const
/** What became of an appeal. `omitted` is one that need not be answered, such as one that names no reason at all. */
export type AppealOutcome = (typeof appealOutcomes)[number]

export const appealStates = ['open', 'decided'] as const
export type AppealState = (typeof appealStates)[number]

export const appealLimits = {
  statementCharacters: 10_000,
  reasonsCharacters: 10_000,
  /** Within which an appeal is to be answered. */
  answerMs: 7 * 24 * 3_600_000,
} as const

/** A request to look again at an action. Its words are kept apart. */
export interface Appeal {
  readonly id: string
  /** As people call it: A-17. */
  readonly number: number
  readonly actionId: string
  readonly contentItemId: string
  readonly verdictId: string | null
  readonly policy: string
  readonly policyCommit: string
  /** The person affected is not known here; this is who speaks for them. */
  readonly lodgedBy: { readonly kind: 'person' | 'service'; readonly id: string }
  readonly dueAt: Date
  readonly recordedAt: Date
  readonly decision: AppealDecision | null
}

/** The answer to an appeal. */
export interface AppealDecision {
  readonly id: string
  readonly outcome: AppealOutcome
  /** What is asked of the platform from now on. */
  readonly action: ActionKind
  readonly decidedBy: string
  readonly recordedAt: Date
}

export const stateOf = ({ decision }: Appeal): AppealState => (decision ? 'decided' : 'open')
