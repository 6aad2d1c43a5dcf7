import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { injectionRateOf, type InjectionRate } from '../injection-rate.js'

const dayMs = 86_400_000
const pastDays = 7
const mostSources = 200

interface SourceRow {
  readonly source: string
  readonly verdicts: number
  readonly attempts: number
  readonly pastVerdicts: number
  readonly pastAttempts: number
}

/** Content that instructs the judge, by who submitted it: of the last day, beside the week before. */
@Injectable()
export class InjectionRates {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'injectionAlert'>,
  ) {}

  /** Sources with most such content first. */
  async list(): Promise<readonly InjectionRate[]> {
    const now = this.clock.now().getTime()
    const since = new Date(now - dayMs)
    const rows = await this.database.query<SourceRow>(
      `SELECT l.submitted_by AS source,
              count(*) FILTER (WHERE l.decided_at >= $2)::int AS verdicts,
              count(*) FILTER (WHERE l.decided_at >= $2 AND s.injection_attempt)::int AS attempts,
              count(*) FILTER (WHERE l.decided_at < $2)::int AS "pastVerdicts",
              count(*) FILTER (WHERE l.decided_at < $2 AND s.injection_attempt)::int AS "pastAttempts"
       FROM verdict_listing l JOIN record_finding_set s ON s.id = l.finding_set_id
       WHERE l.decided_at >= $1 AND l.arm = 'live' AND s.injection_attempt IS NOT NULL
       GROUP BY l.submitted_by ORDER BY 3 DESC, 2 DESC, 1 LIMIT ${mostSources}`,
      [new Date(since.getTime() - pastDays * dayMs), since],
    )
    return rows.map(({ source, verdicts, attempts, pastVerdicts, pastAttempts }) =>
      injectionRateOf(
        source,
        { verdicts, attempts },
        { verdicts: pastVerdicts, attempts: pastAttempts },
        this.config.injectionAlert,
      ),
    )
  }
}
