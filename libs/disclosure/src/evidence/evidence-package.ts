import type { WordKind } from '../export-job.js'
import type { VerdictFilter } from '@assize/verdict'

/** What a package is about: one verdict, one case, or all verdicts of a filter. */
export type EvidenceScope =
  | { readonly kind: 'verdict'; readonly verdictId: string }
  | { readonly kind: 'case'; readonly caseId: string }
  | { readonly kind: 'filter'; readonly filter: VerdictFilter }

/**
 * `permission`: the requester may not have it; `not-asked`: they might, and it was not asked for; `erased`: the log says
 * so; `unaccounted`: it is gone, and nothing on the record says why.
 */
export const redactionReasons = ['permission', 'not-asked', 'erased', 'unaccounted'] as const
export type RedactionReason = (typeof redactionReasons)[number]

/** Something that belongs in the package and is not there. */
export interface Redaction {
  /** The record whose part is missing; absent where it is true of all of them. */
  readonly kind?: string
  readonly id?: string
  /** Where it is true of all records of some kinds: which. */
  readonly kinds?: readonly string[]
  readonly what: string
  readonly why: RedactionReason
}

/** Which signed state of the log the package is made under. */
export interface PackageCheckpoint {
  readonly origin: string
  readonly size: string
  /** Base64. */
  readonly root: string
  readonly signedAt: string
}

export interface PackageCounts {
  readonly verdicts: number
  readonly simulatedVerdicts: number
  readonly records: number
  readonly policyVersions: number
  readonly redactions: number
}

/** Who asked, when and what for: all that differs when the same package is made again. */
export interface PackageRequest {
  readonly id: string
  readonly requestedBy: {
    readonly id: string
    readonly name: string
    readonly roles: readonly string[]
  }
  readonly requestedAt: string
  readonly purpose: string
}

/** `data/package.json` without its redactions, which are put in line by line. */
export interface PackageDescription {
  readonly scope: unknown
  readonly words: readonly WordKind[]
  readonly checkpoint: PackageCheckpoint
  readonly counts: PackageCounts
  /** Of the models' own times; null where there is no verdict. */
  readonly decided: { readonly from: string; readonly to: string } | null
  readonly request: PackageRequest
}

export const packageSchema = 'assize.evidence/1'

const notes = [
  'Each record has its proof: data/proofs/NAME.tlog-proof with data/proofs/NAME.record.json. VERIFY.md says how to check them.',
  'The jsonl files list the same rows for reading; a verifier holds them against the proven records.',
  'audit-events.jsonl holds what was done to single objects of this package; views of lists that showed them among others are not in it.',
]

/** The text before and after the redactions. */
export function describePackage(told: PackageDescription): {
  readonly head: string
  readonly tail: string
} {
  const { scope, words, checkpoint, counts, decided, request } = told
  const whole = { schema: packageSchema, scope, words, checkpoint, counts, decided, notes, request }
  const text = JSON.stringify(whole, null, 2)
  return {
    head: `${text.slice(0, -2)},\n  "redactions": [`,
    tail: `${counts.redactions > 0 ? '\n  ' : ''}]\n}\n`,
  }
}

/** One of the redactions, as it stands after `before` others. */
export const redactionText = (redaction: Redaction, before: number): string =>
  `${before === 0 ? '' : ','}\n    ${JSON.stringify(redaction)}`
