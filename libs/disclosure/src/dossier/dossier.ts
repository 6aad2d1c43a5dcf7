import type { Content, ContentItem } from '@assize/content'
import type { Action } from '@assize/enforcement'
import type { Appeal } from '@assize/appeal'
import type { PolicyComparison, PolicyVersion, Publication } from '@assize/policy'
import type { RecordedFinding } from '@assize/reasoning-audit'
import type { CaseEvent, Decision } from '@assize/review'
import type { Verdict, VerdictAttempt } from '@assize/verdict'

/** Why something that belongs in a dossier is not in it. */
export const withholdings = ['permission', 'erased', 'none', 'not-logged'] as const
export type Withholding = (typeof withholdings)[number]

/** A part of the dossier, or the reason it is left out: nothing is missing in silence. */
export type Shown<T> =
  | { readonly kind: 'shown'; readonly value: T }
  | { readonly kind: 'withheld'; readonly why: Withholding }

export const shown = <T>(value: T): Shown<T> => ({ kind: 'shown', value })
export const withheld = (why: Withholding): Shown<never> => ({ kind: 'withheld', why })

/** People and service accounts by id, as they are called. */
export type Names = ReadonlyMap<string, string>

export interface PolicyPart {
  readonly version: PolicyVersion
  /** All of the policy, oldest first. */
  readonly publications: readonly Publication[]
  /** Under which the verdict fell; null for a version that was tried without being in force. */
  readonly inForce: Publication | null
  /** From the version that applied to the one in force now; null where none is in force any more. */
  readonly today: PolicyComparison | null
}

/** What the model said, each null where it said nothing. */
export interface SpokenPart {
  readonly trace: string | null
  readonly output: string | null
  readonly rationale: string | null
}

export interface AuditPart {
  readonly setId: string
  readonly detectorsVersion: string
  readonly flagged: boolean
  readonly risk: number
  readonly findings: readonly RecordedFinding[]
}

export interface CasePart {
  readonly id: string
  readonly number: number
  readonly queue: string
  readonly reason: string
  readonly openedAt: Date
  readonly events: readonly CaseEvent[]
  /** Oldest first, those taken back too. */
  readonly decisions: readonly Decision[]
}

/** An appeal with its words; each is null once erased. */
export interface AppealPart {
  readonly appeal: Appeal
  readonly statement: string | null
  readonly reasons: string | null
}

/** Where a record stands in the log. */
export interface LogPlace {
  readonly kind: string
  readonly id: string
  readonly part: number
  readonly index: bigint
}

export interface ProofPart {
  readonly index: bigint
  /** Hex. */
  readonly leafHash: string
  readonly entry: string
  /** The checkpoint as a signed note, cosignatures with it. */
  readonly origin: string
  readonly size: bigint
  /** Hex. */
  readonly root: string
  readonly note: string
  /** The text of the `.tlog-proof` file. */
  readonly tlogProof: string
  readonly verifierKeys: readonly string[]
}

/** All that the record holds about one verdict, as far as its reader may see it. */
export interface Dossier {
  /** When and by whom it was asked for; null in a package, which says so once for all. */
  readonly made: { readonly at: Date; readonly by: string } | null
  readonly verdict: Verdict
  readonly item: ContentItem
  /** The policy whose gravest rules the content is said to break; null where there is none. */
  readonly category: string | null
  readonly content: Shown<Content>
  readonly policy: PolicyPart
  readonly spoken: Shown<SpokenPart>
  readonly audit: Shown<AuditPart>
  readonly attempts: readonly VerdictAttempt[]
  readonly case: Shown<CasePart>
  /** Oldest first. */
  readonly actions: readonly Action[]
  readonly appeals: Shown<readonly AppealPart[]>
  readonly names: Names
  readonly proof: Shown<ProofPart>
  /** Of every record the dossier tells of. */
  readonly places: readonly LogPlace[]
}
