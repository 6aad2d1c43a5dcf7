import { Inject, Injectable, Module } from '@nestjs/common'
import { Recurring, RecurringWork } from '@assize/platform/nest'
import { PolicyModule } from '../policy.module.js'
import { Rollbacks } from './rollbacks.service.js'

const pauseMs = 60_000

/** Looks for emergency rollbacks that nobody approved in time. */
@Injectable()
export class RollbackWatch extends RecurringWork {
  protected readonly rounds = new Recurring(RollbackWatch.name, {
    what: 'the watch over emergency rollbacks',
    work: () => this.rollbacks.noteOverdue(),
    pauseMs: () => pauseMs,
  })

  constructor(@Inject(Rollbacks) private readonly rollbacks: Rollbacks) {
    super()
  }
}

/** The side that keeps time. */
@Module({ imports: [PolicyModule], providers: [RollbackWatch] })
export class RollbackWatchModule {}
