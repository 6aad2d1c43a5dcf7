import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { FiguresScope } from '@assize/verdict'
import { Conditions } from '@assize/verdict/nest'
import { driftsOf, driftTerms, type Drift, type DriftDay } from '../reports/drift.js'

const dayMs = 86_400_000

interface VersionDays {
  readonly policy: string
  readonly commit: string
  readonly days: readonly DriftDay[]
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
      .flatMap(({ policy: name, commit, days }) =>
        driftsOf(days, (day) => day < today && day >= since).map((drift) => ({
          ...{ ...drift, policy: name, commit },
        })),
      )
      .sort((a, b) => (a.day === b.day ? Math.abs(b.z) - Math.abs(a.z) : a.day < b.day ? 1 : -1))
  }

  /** The days of each version, oldest first, from as far back as the first day asked for is compared with. */
  private async days(scope: FiguresScope, policy: string | null): Promise<readonly VersionDays[]> {
    const conditions = new Conditions()
    const from = new Date(scope.since.getTime() - driftTerms.pastDays * dayMs)
    conditions.add('day >= ?::date', from.toISOString().slice(0, 10))
    if (!scope.includeSimulated) conditions.add('simulated = ?', false)
    if (!scope.includeImported) conditions.add('source = ?', 'live')
    if (policy) conditions.add('policy = ?', policy)
    const rows = await this.database.query<DriftDay & Omit<VersionDays, 'days'>>(
      `SELECT day::text, policy, policy_commit AS commit, sum(verdicts)::int AS verdicts, sum(violates)::int AS violates,
         sum(undetermined)::int AS undetermined, sum(flagged)::int AS flagged
       FROM finding_day WHERE cut = 'all' AND ${conditions.where} GROUP BY 1, 2, 3 ORDER BY 2, 3, 1`,
      conditions.values,
    )
    const versions = new Map<string, { policy: string; commit: string; days: DriftDay[] }>()
    for (const { policy: name, commit, ...day } of rows) {
      const key = `${name}@${commit}`
      const version = versions.get(key) ?? { policy: name, commit, days: [] }
      version.days.push(day)
      versions.set(key, version)
    }
    return [...versions.values()]
  }
}
