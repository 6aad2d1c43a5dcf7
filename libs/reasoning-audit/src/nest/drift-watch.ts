import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows } from '@assize/platform'
import { driftMeasures, driftOn, driftTerms, type Drift, type DriftDay } from '../reports/drift.js'

const dayMs = 86_400_000
/** Days that ended while nobody watched are looked at later. */
const daysLookedAt = 7
export const driftEvent = 'version.drifted'

interface VersionDay extends DriftDay {
  readonly policy: string
  readonly commit: string
}

/**
 * Compares each day that has ended with the past of its policy version, real verdicts of the live product only, and
 * tells once of a version that parted from it.
 */
@Injectable()
export class DriftWatch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** How many were told of. */
  async watchOnce(): Promise<number> {
    const today = Math.floor(this.clock.now().getTime() / dayMs) * dayMs
    const ended = Array.from({ length: daysLookedAt }, (_, i) => dayOf(today - (i + 1) * dayMs))
    const since = dayOf(today - (daysLookedAt + driftTerms.pastDays) * dayMs)
    const versions = await this.versions(since, dayOf(today))
    const drifts = versions.flatMap((days) =>
      ended.flatMap((day) =>
        driftMeasures.flatMap((measure) => {
          const drift = driftOn(day, days, measure)
          const [version] = days
          return drift?.drifted && version ? [{ ...drift, version }] : []
        }),
      ),
    )
    return this.tell(drifts)
  }

  private async versions(since: string, before: string): Promise<readonly VersionDay[][]> {
    const rows = await this.database.query<VersionDay>(
      `SELECT day::text, policy, policy_commit AS commit, sum(verdicts)::int AS verdicts, sum(violates)::int AS violates,
         sum(undetermined)::int AS undetermined, sum(flagged)::int AS flagged
       FROM verdict_day WHERE day >= $1 AND day < $2 AND source = 'live' AND NOT simulated GROUP BY 1, 2, 3 ORDER BY 2, 3, 1`,
      [since, before],
    )
    const byVersion = new Map<string, VersionDay[]>()
    for (const row of rows) {
      const key = `${row.policy}@${row.commit}`
      byVersion.set(key, [...(byVersion.get(key) ?? []), row])
    }
    return [...byVersion.values()]
  }

  private tell(drifts: readonly (Drift & { version: VersionDay })[]): Promise<number> {
    return this.database.transaction(async (tx) => {
      let told = 0
      for (const { version, measure, day, z, share, pastShare } of drifts) {
        const row = {
          ...{ policy: version.policy, policy_commit: version.commit, measure, day, z, share },
          ...{ past_share: pastShare, told_at: this.clock.now() },
        }
        const fresh = await insertRows(tx, 'version_drift', [row], { onConflict: 'ignore' })
        if (fresh === 0) continue
        told += 1
        await this.outbox.append(tx, [
          {
            type: driftEvent,
            subject: `${version.policy}@${version.commit}`,
            payload: { policy: version.policy, measure, day, share, pastShare, z },
          },
        ])
      }
      return told
    })
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
