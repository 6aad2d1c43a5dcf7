import type { LaterDoubt } from '@assize/verdict'
import type { Addition } from '../across/later-look.js'
import type { FollowedFinding } from '../finding-rules-applied.js'
import type { RecordedFinding } from '../finding-store.js'

type Evidence = Readonly<Record<string, unknown>>

type Recorded = LaterDoubt['verdict']

/** A verdict with its newest finding set and the words of that. */
export interface SetBefore extends Recorded {
  readonly setId: string
  readonly rules: readonly string[]
  /** Whether it asked for an action, be it none, when it was recorded. */
  readonly acted: boolean
  /** In the order of the findings; null where rules were not asked. */
  readonly followed: readonly (FollowedFinding | null)[] | null
  readonly risk: number
  readonly flagged: boolean
  readonly findings: readonly Omit<RecordedFinding, 'evidence'>[]
  readonly evidence: readonly Evidence[]
}

export interface LaterSet {
  readonly before: SetBefore
  readonly addition: Addition
}

/** What was found of a verdict later, with the id of the set that it will stand in. */
export interface SetToMake {
  readonly id: string
  readonly of: LaterSet
}
