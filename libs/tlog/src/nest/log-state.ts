import type { Sql } from '@assize/platform'

/** How far the tree has grown, as the one row of log_state says. */
export interface LogState {
  /** Null until the log is first used. */
  readonly origin: string | null
  readonly size: bigint
  readonly root: Uint8Array
  /** Why nothing is signed any more, in words. */
  readonly halted: string | null
  /** Why nothing is signed for the time being, in words. */
  readonly unsigned: string | null
}

/** `lock` holds the row against other sequencers until the transaction ends. */
export async function readLogState(sql: Sql, lock: 'lock' | 'look' = 'look'): Promise<LogState> {
  const [state] = await sql.query<Omit<LogState, 'size'> & { size: string }>(
    `SELECT origin, size, root, halted, unsigned FROM log_state WHERE id = 1
     ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
  )
  if (!state) throw new Error('log_state has no row: the migrations make one')
  return { ...state, size: BigInt(state.size) }
}
