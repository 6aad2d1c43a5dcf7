/** Why something may not be erased. Source: the closed list of legal holds, compliance sheet section 6. */
export const holdBases = [
  'cybertip-1y',
  'nca-1y',
  'tco-6m',
  'litigation',
  'regulator',
  'dispute',
] as const
export type HoldBasis = (typeof holdBases)[number]

export const holdScopeKinds = ['content-item', 'author', 'case', 'policy'] as const
export type HoldScopeKind = (typeof holdScopeKinds)[number]

export type HoldScope =
  | { readonly kind: 'content-item'; readonly contentItemId: string }
  | { readonly kind: 'author'; readonly authorKey: string }
  | { readonly kind: 'case'; readonly caseId: string }
  | {
      readonly kind: 'policy'
      readonly policy: string
      /** Of what was decided from this instant on, and before the other; open where null. */
      readonly since: Date | null
      readonly until: Date | null
    }

export const holdStates = ['active', 'release-asked', 'released', 'expired'] as const
export type HoldState = (typeof holdStates)[number]

export interface Hold {
  readonly id: string
  readonly scope: HoldScope
  readonly basis: HoldBasis
  /** The file it belongs to, as the people who placed it call it. */
  readonly reference: string
  readonly placedBy: string
  readonly expiresAt: Date | null
  readonly recordedAt: Date
  readonly releaseAskedBy: string | null
  readonly releasedBy: string | null
}

/** A hold whose release was only asked for holds on: one person alone releases nothing. */
export function holdStateAt(
  hold: Pick<Hold, 'expiresAt' | 'releaseAskedBy' | 'releasedBy'>,
  at: Date,
): HoldState {
  if (hold.releasedBy !== null) return 'released'
  if (hold.expiresAt !== null && hold.expiresAt <= at) return 'expired'
  return hold.releaseAskedBy === null ? 'active' : 'release-asked'
}

/** Bases that the law ends by itself, with the days they last where nobody says otherwise. */
export const usualHoldDays: Readonly<Partial<Record<HoldBasis, number>>> = {
  'cybertip-1y': 365,
  'nca-1y': 365,
  'tco-6m': 183,
}
