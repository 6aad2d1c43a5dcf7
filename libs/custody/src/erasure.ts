/** Why words go. The last one is the machine's own: a rule of retention ran out. */
export const erasureReasons = [
  'subject-request',
  'guardian-request',
  'court-order',
  'authority-order',
  'submitted-in-error',
  'unlawful-processing',
  'retention',
] as const
export type ErasureReason = (typeof erasureReasons)[number]

/** What people may give as a reason. */
export const askedReasons = erasureReasons.filter((reason) => reason !== 'retention')

/** Source: GDPR, article 17(1), letter by letter; `retention` is article 5(1)(e). */
export const legalBases = [
  'gdpr-17-1-a',
  'gdpr-17-1-b',
  'gdpr-17-1-c',
  'gdpr-17-1-d',
  'gdpr-17-1-e',
  'gdpr-17-1-f',
  'other-law',
  'retention',
] as const
export type LegalBasis = (typeof legalBases)[number]

export const askedBases = legalBases.filter((basis) => basis !== 'retention')

/** Why an erasure may be refused. Source: GDPR, article 17(3), letter by letter. */
export const refusalGrounds = [
  'gdpr-17-3-a',
  'gdpr-17-3-b',
  'gdpr-17-3-c',
  'gdpr-17-3-d',
  'gdpr-17-3-e',
] as const
export type RefusalGround = (typeof refusalGrounds)[number]

export const erasureScopeKinds = ['content-item', 'author', 'external-id'] as const
export type ErasureScopeKind = (typeof erasureScopeKinds)[number]

/** Whose or which words: items by id, all of one person, or all that the platform submitted under one id of its own. */
export type ErasureScope =
  | { readonly kind: 'content-item'; readonly contentItemIds: readonly string[] }
  | { readonly kind: 'author'; readonly authorKey: string }
  | { readonly kind: 'external-id'; readonly externalId: string }

export const requestStates = ['open', 'executing', 'done', 'refused'] as const
export type RequestState = (typeof requestStates)[number]

export interface ErasureRequest {
  readonly id: string
  readonly scope: ErasureScope
  readonly reason: ErasureReason
  readonly legalBasis: LegalBasis
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly state: RequestState
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly refusalGround: RefusalGround | null
  readonly itemsTotal: number | null
  readonly itemsDone: number
  /** Why the last attempt stopped, for people: never a word of what was to be erased. */
  readonly failure: string | null
  readonly finishedAt: Date | null
}
