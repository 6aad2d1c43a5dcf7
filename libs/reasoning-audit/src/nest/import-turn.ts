import { Inject, Injectable } from '@nestjs/common'
import { Database, withSessionLock } from '@assize/platform'

/** One import at a time over all workers, so that two bundles with the same content agree on its content item. */
@Injectable()
export class ImportTurn {
  private readonly leaving = new AbortController()

  constructor(@Inject(Database) private readonly database: Database) {}

  /** Waits for the turn and does the work, or nothing once given up. */
  async take(work: () => Promise<void>): Promise<void> {
    await withSessionLock(this.database, {
      ...{ on: ['assize.import'], work, waitUntil: this.leaving.signal },
    })
  }

  giveUp(): void {
    this.leaving.abort()
  }
}
