import type { Outcome } from '@assize/policy'
import type { Shares, Split } from './split.js'

export const itemKinds = ['correction', 'agreement'] as const
/** Whether the person overturned the verdict or agreed with it. */
export type ItemKind = (typeof itemKinds)[number]

export const exportFormats = ['chat-jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Which decisions a data set was made of; an absent part chooses all. */
export interface Selection {
  readonly policies: readonly string[] | null
  readonly kinds: readonly ItemKind[]
  readonly includeSimulated: boolean
  readonly decidedAfter: Date | null
  readonly decidedBefore: Date | null
}

/** A gold item as it goes on the record: where it came from and what a person made of it. Its words stay where they are. */
export interface GoldItem {
  /** 1, 2, 3 … in order of decision. */
  readonly position: number
  readonly contentItemId: string
  readonly verdictId: string
  readonly decisionId: string
  readonly policy: string
  readonly policyCommit: string
  /** As the policy words it. */
  readonly label: string
  readonly outcome: Outcome
  readonly rules: readonly string[]
  readonly kind: ItemKind
  readonly split: Split
  /** The verdict that was looked at was made by a simulator. */
  readonly simulated: boolean
  /** 64 hex digits over this item and the commitment of its content. */
  readonly itemDigest: string
}

/** One version of a named data set. */
export interface Dataset {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly purpose: string
  readonly selection: RecordedSelection
  readonly seed: string
  readonly items: number
  readonly digest: string
  readonly simulated: boolean
  /** The id of a person. */
  readonly builtBy: string
  readonly recordedAt: Date
}

/** The selection as recorded, with how the items were shared out and what was chosen but left out. */
export interface RecordedSelection {
  readonly policies: readonly string[] | null
  readonly kinds: readonly ItemKind[]
  readonly includeSimulated: boolean
  readonly decidedAfter: string | null
  readonly decidedBefore: string | null
  readonly shares: Shares
  readonly leftOut: LeftOut
}

/** Decisions that matched and are no items, by reason. */
export interface LeftOut {
  /** The action was reversed on appeal, wholly or partly: what the content was is no longer certain. */
  readonly appealReversed: number
  readonly simulated: number
  readonly erased: number
  /** The policy has no word for the outcome, or none that its form of answer could carry. */
  readonly unlabelled: number
  /** Content that reads the same, decided again later under the same version. */
  readonly repeated: number
}

/** A file that left the house. */
export interface DatasetExport {
  readonly id: string
  readonly datasetId: string
  readonly format: ExportFormat
  readonly split: Split | null
  readonly lines: number
  readonly sizeBytes: bigint
  readonly sha256: string
  /** The id of whoever asked. */
  readonly exportedBy: string
  readonly recordedAt: Date
}

export interface CompositionPart {
  readonly policy: string
  readonly label: string
  readonly split: Split
  readonly kind: ItemKind
  readonly count: number
}
