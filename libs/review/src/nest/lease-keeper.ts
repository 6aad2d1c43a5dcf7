import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { expire } from '../case-machine.js'
import type { ReviewCase } from '../review-case.js'
import { CaseRecorder, type Happening } from './case-recorder.js'
import { PostgresCaseStore } from './postgres-case-store.js'

const most = 200

/** Returns cases whose leases ran out. Any number of processes may do so at once. */
@Injectable()
export class LeaseKeeper {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(CaseRecorder) private readonly recorder: CaseRecorder,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers how many were returned. */
  async returnExpired(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now()
      const expired = await this.cases.lockExpired(tx, now, most)
      if (expired.length > 0)
        await this.recorder.change(
          tx,
          expired.map((each) => expiryOf(each, now)),
        )
      return expired.length
    })
  }
}

export const expiryOf = (each: ReviewCase, now: Date): Happening => ({
  case: expire(each, now),
  kind: 'expired',
  by: { kind: 'system' },
  data: { holder: each.lease?.holder },
})
