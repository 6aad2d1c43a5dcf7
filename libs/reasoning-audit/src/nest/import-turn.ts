import { setTimeout as sleep } from 'node:timers/promises'
import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'

const lockName = 'assize.import'
const pauseMs = 500

/**
 * One import at a time over all workers, so that two bundles with the same content agree on its content item. The turn
 * is a lock of a database session: it ends with its worker, however that ends.
 */
@Injectable()
export class ImportTurn {
  private readonly leaving = new AbortController()

  constructor(@Inject(Database) private readonly database: Database) {}

  /** Waits for the turn and does the work, or nothing once given up. */
  async take(work: () => Promise<void>): Promise<void> {
    const session = await this.database.pool.connect()
    let lost: Error | undefined
    const note = (error: Error) => (lost = error)
    session.on('error', note)
    try {
      while (!this.leaving.signal.aborted) {
        const { rows } = await session.query<{ mine: boolean }>(
          'SELECT pg_try_advisory_lock(hashtext($1)) AS mine',
          [lockName],
        )
        if (rows[0]?.mine) return await work()
        await sleep(pauseMs, undefined, { signal: this.leaving.signal }).catch(() => undefined)
      }
    } finally {
      await session
        .query('SELECT pg_advisory_unlock(hashtext($1))', [lockName])
        .catch((error: unknown) => note(error as Error))
      session.off('error', note)
      session.release(lost)
    }
  }

  giveUp(): void {
    this.leaving.abort()
  }
}
