import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.js'

const pauseMs = 500

export interface LockedWork {
  /** What the lock is on: of a kind, and of one thing among that kind if named. */
  readonly on: readonly [kind: string, id?: string]
  readonly work: () => Promise<void>
  /** Whoever finds the lock taken waits for it until told to leave; without this they leave at once. */
  readonly waitUntil?: AbortSignal
}

/**
 * Work that one process at a time may do. The lock is one of a database session: it ends with its worker, however that
 * ends.
 */
export async function withSessionLock(
  database: Database,
  { on, work, waitUntil }: LockedWork,
): Promise<void> {
  const session = await database.pool.connect()
  let mine = false
  let lost: Error | undefined
  const note = (error: Error) => (lost = error)
  session.on('error', note)
  const key = on.map((_, i) => `hashtext($${i + 1})`).join(', ')
  try {
    do {
      const { rows } = await session.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_lock(${key}) AS mine`,
        [...on],
      )
      mine = rows[0]?.mine ?? false
      if (mine) return await work()
    } while (await pausedFor(waitUntil))
  } finally {
    if (mine)
      await session
        .query(`SELECT pg_advisory_unlock(${key})`, [...on])
        .catch((error: unknown) => note(error as Error))
    session.off('error', note)
    session.release(lost)
  }
}

/** Answers false once there is nothing to wait for any more. */
async function pausedFor(leaving: AbortSignal | undefined): Promise<boolean> {
  if (!leaving || leaving.aborted) return false
  await sleep(pauseMs, undefined, { signal: leaving }).catch(() => undefined)
  return !leaving.aborted
}
