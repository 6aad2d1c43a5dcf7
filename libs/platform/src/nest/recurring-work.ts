import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import type { Recurring } from './recurring.js'

/** A provider with work of its own: from when the application is up until it closes, before its pool does. */
export abstract class RecurringWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected abstract readonly rounds: Pick<Recurring, 'start' | 'stop'>

  onApplicationBootstrap(): void {
    this.rounds.start()
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop()
  }
}
