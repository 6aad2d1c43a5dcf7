export interface ShadowCounts {
  readonly accepted: bigint
  readonly recorded: bigint
  readonly pending: bigint
}

/** Counts of classifications in a window: nothing accepted is lost while `isWhole` holds. */
export interface Reconciliation {
  readonly window: 'day' | 'all'
  readonly since: Date
  readonly accepted: bigint
  readonly recorded: bigint
  readonly undetermined: bigint
  readonly pending: bigint
  /** What was judged beside, counted apart: nothing is acted on. */
  readonly shadow: ShadowCounts
  readonly longestPendingMs: number | null
  readonly checkedAt: Date
}

export const isWhole = (
  r: Pick<Reconciliation, 'accepted' | 'recorded' | 'undetermined' | 'pending' | 'shadow'>,
): boolean =>
  r.accepted === r.recorded + r.undetermined + r.pending &&
  r.shadow.accepted === r.shadow.recorded + r.shadow.pending
