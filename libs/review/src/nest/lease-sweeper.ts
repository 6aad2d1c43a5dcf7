import { Inject, Injectable } from '@nestjs/common'
import { Recurring, RecurringWork } from '@assize/platform/nest'
import { LeaseKeeper } from './lease-keeper.js'

const pauseMs = 5_000

/** Keeps queues true while nobody claims: a lease that ran out shows as waiting within seconds. */
@Injectable()
export class LeaseSweeper extends RecurringWork {
  protected readonly rounds = new Recurring(LeaseSweeper.name, {
    what: 'the sweep for expired leases',
    work: () => this.keeper.returnExpired(),
    pauseMs: ({ answer = 0 }) => (answer > 0 ? 0 : pauseMs),
  })

  constructor(@Inject(LeaseKeeper) private readonly keeper: LeaseKeeper) {
    super()
  }
}
