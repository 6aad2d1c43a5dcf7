import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows } from '@assize/platform'
import { InjectionRates } from './injection-rates.js'

export const injectionEvent = 'injection.above-threshold'

/** Tells once a day of a source that sends more instructions to the judge than it may. */
@Injectable()
export class InjectionWatch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(InjectionRates) private readonly rates: InjectionRates,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** How many were told of. */
  async watchOnce(): Promise<number> {
    const above = (await this.rates.list()).filter((rate) => rate.above)
    if (above.length === 0) return 0
    const now = this.clock.now()
    return this.database.transaction(async (tx) => {
      let told = 0
      for (const { source, attempts, verdicts, rate, threshold } of above) {
        const day = now.toISOString().slice(0, 10)
        const row = { source, day, attempts, verdicts, threshold, told_at: now }
        const fresh = await insertRows(tx, 'injection_alert', [row], { onConflict: 'ignore' })
        if (fresh === 0) continue
        told += 1
        const payload = { source, attempts, verdicts, rate, threshold }
        await this.outbox.append(tx, [{ type: injectionEvent, subject: source, payload }])
      }
      return told
    })
  }
}
