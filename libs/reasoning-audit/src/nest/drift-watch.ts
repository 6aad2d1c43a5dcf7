import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows } from '@assize/platform'
import { ReportDrift, type VersionDrift } from './report-drift.js'

const dayMs = 86_400_000
/** Days that ended while nobody watched are looked at later. */
const daysLookedAt = 7
export const driftEvent = 'version.drifted'

/** Tells once of a version that parted from its own past; real verdicts of the live product only. */
@Injectable()
export class DriftWatch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ReportDrift) private readonly drift: ReportDrift,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** How many were told of. */
  async watchOnce(): Promise<number> {
    const today = Math.floor(this.clock.now().getTime() / dayMs) * dayMs
    const since = new Date(today - daysLookedAt * dayMs)
    const scope = { since, includeSimulated: false, includeImported: false }
    const drifts = await this.drift.of(scope, null)
    return this.tell(drifts.filter(({ drifted }) => drifted))
  }

  private tell(drifts: readonly VersionDrift[]): Promise<number> {
    return this.database.transaction(async (tx) => {
      let told = 0
      for (const { policy, commit, measure, day, z, share, pastShare } of drifts) {
        const row = {
          ...{ policy, policy_commit: commit, measure, day, z, share, past_share: pastShare },
          told_at: this.clock.now(),
        }
        const fresh = await insertRows(tx, 'version_drift', [row], { onConflict: 'ignore' })
        if (fresh === 0) continue
        told += 1
        const payload = { policy, commit, measure, day, share, pastShare, z }
        const subject = `${policy}@${commit}`
        await this.outbox.append(tx, [{ type: driftEvent, subject, payload }])
      }
      return told
    })
  }
}
