/** Counts of classifications in a window: nothing accepted is lost while `isWhole` holds. */
export interface Reconciliation {
  readonly window: 'day' | 'all'
  readonly since: Date
  readonly accepted: bigint
  readonly recorded: bigint
  readonly undetermined: bigint
  readonly pending: bigint
  readonly longestPendingMs: number | null
  readonly checkedAt: Date
}

export const isWhole = (
  r: Pick<Reconciliation, 'accepted' | 'recorded' | 'undetermined' | 'pending'>,
): boolean => r.accepted === r.recorded + r.undetermined + r.pending
