import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { LeaseKeeper } from './lease-keeper.js'

const everyMs = 5_000

/** Keeps queues true while nobody claims: a lease that ran out shows as waiting within seconds. */
@Injectable()
export class LeaseSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LeaseSweeper.name)
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  constructor(@Inject(LeaseKeeper) private readonly keeper: LeaseKeeper) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.sweep().finally(() => (this.running = undefined))
    }, everyMs)
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  private async sweep(): Promise<void> {
    try {
      while ((await this.keeper.returnExpired()) > 0);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      this.logger.error('the sweep for expired leases failed and is tried again', { name })
    }
  }
}
