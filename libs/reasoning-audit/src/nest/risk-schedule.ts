import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Config, Database, withSessionLock } from '@assize/platform'
import { Recurring, RecurringWork } from '@assize/platform/nest'
import { isRefitDue } from '../risk-refit-due.js'
import { riskPopulations, type RiskPopulation } from '../risk-refit.js'
import { RiskDecisions } from './risk-decisions.js'
import { RiskModels } from './risk-models.js'
import { RiskRefitService } from './risk-refit.service.js'

/** Fits the risk by itself once enough was decided; what was fitted is used by the same rule as what people asked for. */
@Injectable()
export class RiskSchedule {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RiskDecisions) private readonly decisions: RiskDecisions,
    @Inject(RiskModels) private readonly models: RiskModels,
    @Inject(RiskRefitService) private readonly refits: RiskRefitService,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'riskRefitDays'>,
  ) {}

  /** Answers which populations were fitted. One worker at a time looks, so that nothing is fitted twice. */
  async fitDue(): Promise<readonly RiskPopulation[]> {
    const fitted: RiskPopulation[] = []
    if (this.config.riskRefitDays === 0) return fitted
    await withSessionLock(this.database, {
      on: ['assize.risk'],
      work: async () => {
        for (const population of riskPopulations) {
          if (!(await this.isDue(population))) continue
          await this.refits.refit({ id: this.ids.next(), population, askedBy: null })
          fitted.push(population)
        }
      },
    })
    return fitted
  }

  private async isDue(population: RiskPopulation): Promise<boolean> {
    const [newest] = await this.models.list(population)
    const fittedAt = newest?.recordedAt ?? null
    const count = await this.decisions.count(population, fittedAt)
    return isRefitDue({ ...count, fittedAt }, this.config.riskRefitDays, this.clock.now())
  }
}

@Injectable()
export class RiskScheduleWork extends RecurringWork {
  protected readonly rounds = new Recurring(RiskScheduleWork.name, {
    what: 'fitting the risk to decisions',
    work: () => this.schedule.fitDue(),
    pauseMs: () => 3_600_000,
    firstAfterMs: 60_000,
  })

  constructor(@Inject(RiskSchedule) private readonly schedule: RiskSchedule) {
    super()
  }
}
