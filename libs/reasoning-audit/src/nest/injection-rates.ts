import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { injectionRateOf, type InjectionRate } from '../injection-rate.js'

const hourMs = 3_600_000
const dayHours = 24
const pastDays = 7
const mostSources = 200

interface SourceRow {
  readonly source: string
  readonly verdicts: number
  readonly attempts: number
  readonly pastVerdicts: number
  readonly pastAttempts: number
}

/**
 * Content that instructs the judge, by who submitted it: of the last day, beside the week before. Read from what is
 * counted by the hour, so that it costs the same at any number of verdicts.
 */
@Injectable()
export class InjectionRates {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'injectionAlert'>,
  ) {}

  /** Sources with most such content first. */
  async list(): Promise<readonly InjectionRate[]> {
    const thisHour = Math.floor(this.clock.now().getTime() / hourMs) * hourMs
    const since = new Date(thisHour - dayHours * hourMs)
    const rows = await this.database.query<SourceRow>(
      `SELECT source,
              coalesce(sum(verdicts) FILTER (WHERE hour >= $2), 0)::int AS verdicts,
              coalesce(sum(attempts) FILTER (WHERE hour >= $2), 0)::int AS attempts,
              coalesce(sum(verdicts) FILTER (WHERE hour < $2), 0)::int AS "pastVerdicts",
              coalesce(sum(attempts) FILTER (WHERE hour < $2), 0)::int AS "pastAttempts"
       FROM source_hour WHERE hour >= $1
       GROUP BY source ORDER BY 3 DESC, 2 DESC, 1 LIMIT ${mostSources}`,
      [new Date(since.getTime() - pastDays * dayHours * hourMs), since],
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
