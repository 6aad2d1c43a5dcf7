import type { ActionKind, Outcome } from '@assize/policy'
import type { AnsweredBy, Arm, Source, Verdict, VerdictAttempt, VerdictWords } from './verdict.js'

/** Versions of one policy, both ends included: commits, their first digits, or `v2`. */
export interface VersionRange {
  readonly policy: string
  readonly from: string
  readonly to: string
}

/** All parts must hold; an absent part holds always. */
export interface VerdictFilter {
  readonly policies?: readonly string[] | null
  /** A version's commit, or the first digits of it. */
  readonly commit?: string | null
  /** Whole commits, one of which it was. */
  readonly commits?: readonly string[] | null
  readonly outcomes?: readonly Outcome[] | null
  readonly findingTypes?: readonly string[] | null
  readonly flagged?: boolean | null
  readonly models?: readonly string[] | null
  readonly endpoints?: readonly string[] | null
  readonly decidedAfter?: Date | null
  readonly decidedBefore?: Date | null
  /** Words of content, trace or rationale, as a person types them into a search box. */
  readonly text?: string | null
  readonly externalId?: string | null
  readonly rules?: readonly string[] | null
  readonly simulated?: boolean | null
  readonly sources?: readonly Source[] | null
  readonly arms?: readonly Arm[] | null
  readonly riskAtLeast?: number | null
  readonly riskAtMost?: number | null
  readonly caseStates?: readonly string[] | null
  readonly hasCase?: boolean | null
  readonly contentItemId?: string | null
  readonly language?: string | null
  readonly languages?: readonly string[] | null
  readonly regions?: readonly string[] | null
  readonly versions?: VersionRange | null
  readonly efforts?: readonly string[] | null
  readonly answeredBy?: readonly AnsweredBy[] | null
  readonly costMicrosAtLeast?: number | null
  readonly costMicrosAtMost?: number | null
  readonly latencyMsAtLeast?: number | null
  readonly latencyMsAtMost?: number | null
  /** What the platform is asked to do now. */
  readonly actions?: readonly ActionKind[] | null
  /** People, one of whom decided its case. */
  readonly reviewers?: readonly string[] | null
  /** `open` or `decided`. */
  readonly appealStates?: readonly string[] | null
  readonly appealOutcomes?: readonly string[] | null
  readonly hasAppeal?: boolean | null
  /** Who submitted the content, one of these. */
  readonly submittedBy?: readonly string[] | null
  /** Whether the content holds an instruction to whoever judges it. */
  readonly instructsJudge?: boolean | null
}

/** `relevance` is how well the words sought are met; without words it is as `decided-at`. */
export const verdictOrders = ['decided-at', 'risk', 'cost', 'relevance'] as const
export interface VerdictOrder {
  readonly field: (typeof verdictOrders)[number]
  readonly direction: 'asc' | 'desc'
}

/** A row of a list: what the list sorts by, and the audit's word on it. */
export interface ListedVerdict {
  readonly verdictId: string
  readonly contentItemId: string
  readonly decidedAt: Date
  readonly risk: number
  readonly costMicros: bigint | null
  readonly flagged: boolean
  readonly findingTypes: readonly string[]
  readonly caseId: string | null
}

/** Where verdicts are read from. */
export abstract class VerdictStore {
  abstract findVerdicts(ids: readonly string[]): Promise<ReadonlyMap<string, Verdict>>
  abstract findListed(ids: readonly string[]): Promise<ReadonlyMap<string, ListedVerdict>>
  /** Words that were erased are absent. */
  abstract findWords(ids: readonly string[]): Promise<ReadonlyMap<string, VerdictWords>>
  /** By verdict, in order of number; `raw` is null once erased. */
  abstract findAttempts(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly VerdictAttempt[]>>
  /** By content item, the policy whose gravest rules a verdict says it breaks; absent where none does. */
  abstract findCategories(contentItemIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** By content item, newest first. */
  abstract findIdsByContent(
    contentItemIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>
  /** By the verdict that they repeat, oldest first. */
  abstract findRepeatIds(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}
