import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, IdSource, sha256Hex } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database } from '@assize/platform'
import { refitAsked, type RefitJob } from '../jobs.js'
import { RiskError } from '../risk-error.js'
import {
  canRefit,
  fewestDecisions,
  fewestWrong,
  refitRisk,
  riskPopulations,
  type RiskPopulation,
} from '../risk-refit.js'
import { shippedRiskModel } from '../risk-weights.js'
import { RiskDecisions } from './risk-decisions.js'
import { RiskModels } from './risk-models.js'

/** Fits the weights of the risk to what people decided: asked for here, done by a worker. */
@Injectable()
export class RiskRefitService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(RiskDecisions) private readonly decisions: RiskDecisions,
    @Inject(RiskModels) private readonly models: RiskModels,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The id that the fitted weights get. Throws `TOO_FEW_DECISIONS`. */
  async ask(population: RiskPopulation, askedBy: string): Promise<string> {
    const count = await this.decisions.count(population)
    const { decisions, wrong } = count
    if (!canRefit(count))
      throw new RiskError(
        'TOO_FEW_DECISIONS',
        `expected ${fewestDecisions} decisions, ${fewestWrong} of them corrections and ${fewestWrong} not, saw ${decisions} with ${wrong}`,
        { decisions, wrong, fewestDecisions, fewestWrong },
      )
    const id = this.ids.next()
    await this.database.transaction((tx) =>
      this.outbox.append(tx, [{ type: refitAsked, subject: id, payload: { population, askedBy } }]),
    )
    return id
  }

  /** Runs twice without harm: the second time the weights are there. */
  async refit({ id, population: asked, askedBy }: RefitJob): Promise<void> {
    const population = riskPopulations.find((each) => each === asked)
    if (!population || (await this.models.exists(id))) return
    const decided = await this.decisions.list(population)
    const wrong = decided.filter((each) => each.wrong).length
    if (!canRefit({ decisions: decided.length, wrong })) return
    const { model, metrics, shipped, isBetter } = refitRisk(
      decided,
      shippedRiskModel,
      `${population}-${id}`,
    )
    await this.database.transaction((tx) =>
      this.models.record(tx, {
        ...{ id, population, askedBy, model, metrics },
        version: model.version,
        taken: isBetter,
        decisions: decided.length,
        dataSha256: sha256Hex(
          canonicalJson(decided.map(({ id: of, wrong: was, row }) => [of, was, row])),
        ),
        shippedMetrics: shipped,
        recordedAt: this.clock.now(),
      }),
    )
  }
}
