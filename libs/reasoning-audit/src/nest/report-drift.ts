import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { FiguresScope } from '@assize/verdict'
import { Conditions } from '@assize/verdict/nest'
import { driftMeasures, driftOn, driftTerms, type Drift, type DriftDay } from '../reports/drift.js'

const dayMs = 86_400_000

export interface VersionDay extends DriftDay {
  readonly policy: string
  readonly commit: string
}

export interface VersionDrift extends Drift {
  readonly policy: string
  readonly commit: string
}

/** Each day that has ended against the past of its version. */
@Injectable()
export class ReportDrift {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of every version and measure with enough to compare, the newest day first; the furthest from its past first. */
  async of(scope: FiguresScope, policy: string | null): Promise<readonly VersionDrift[]> {
    const versions = await this.days(scope, policy)
    const today = this.clock.now().toISOString().slice(0, 10)
    const since = scope.since.toISOString().slice(0, 10)
    return versions
      .flatMap((days) =>
        days
          .filter(({ day }) => day < today && day >= since)
          .flatMap(({ policy: name, commit, day }) =>
            driftMeasures.flatMap((measure) => {
              const drift = driftOn(day, days, measure)
              return drift ? [{ ...drift, policy: name, commit }] : []
            }),
          ),
      )
      .sort((a, b) => (a.day === b.day ? Math.abs(b.z) - Math.abs(a.z) : a.day < b.day ? 1 : -1))
  }

  /** The days of each version, oldest first, from as far back as the first day asked for is compared with. */
  async days(scope: FiguresScope, policy: string | null): Promise<readonly VersionDay[][]> {
    const conditions = new Conditions()
    const from = new Date(scope.since.getTime() - driftTerms.pastDays * dayMs)
    conditions.add('day >= ?::date', from.toISOString().slice(0, 10))
    if (!scope.includeSimulated) conditions.add('simulated = ?', false)
    if (!scope.includeImported) conditions.add('source = ?', 'live')
    if (policy) conditions.add('policy = ?', policy)
    const rows = await this.database.query<VersionDay>(
      `SELECT day::text, policy, policy_commit AS commit, sum(verdicts)::int AS verdicts, sum(violates)::int AS violates,
         sum(undetermined)::int AS undetermined, sum(flagged)::int AS flagged
       FROM verdict_day WHERE ${conditions.where} GROUP BY 1, 2, 3 ORDER BY 2, 3, 1`,
      conditions.values,
    )
    const byVersion = new Map<string, VersionDay[]>()
    for (const row of rows) {
      const key = `${row.policy}@${row.commit}`
      const days = byVersion.get(key)
      if (days) days.push(row)
      else byVersion.set(key, [row])
    }
    return [...byVersion.values()]
  }
}
