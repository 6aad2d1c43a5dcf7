import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, PeopleLoaders, Permit } from '@assize/identity/nest'
import { Config } from '@assize/platform'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { measureRisk, type RiskMetrics } from '../risk-evaluation.js'
import { fewestDecisions, fewestWrong, type RiskPopulation } from '../risk-refit.js'
import { shippedRiskMetrics, shippedRiskModel } from '../risk-weights.js'
import { RiskDecisions } from './risk-decisions.js'
import { RiskModels, type RecordedRiskModel } from './risk-models.js'
import { RiskRefitService } from './risk-refit.service.js'
import {
  RefitRiskResult,
  RiskBinType,
  RiskCaptureType,
  RiskFiguresType,
  RiskModelType,
  RiskPopulationType,
  RiskRefitAskedType,
  RiskRefitType,
} from './risk.graphql.js'

@Resolver(() => RiskModelType)
export class RiskResolver {
  constructor(
    @Inject(RiskModels) private readonly models: RiskModels,
    @Inject(RiskDecisions) private readonly decisions: RiskDecisions,
    @Inject(RiskRefitService) private readonly refits: RiskRefitService,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Config) private readonly config: Pick<Config, 'riskRefitDays'>,
  ) {}

  @Permit('metrics:read')
  @Query(() => RiskModelType)
  async riskModel(
    @Args('population', { type: () => RiskPopulationType, defaultValue: 'live' })
    population: RiskPopulation,
    @Context() context: GraphqlContext,
  ): Promise<RiskModelType> {
    const [taken, ranked, count, fitted] = await Promise.all([
      this.models.newestTaken(population),
      this.decisions.ranked(population),
      this.decisions.count(population),
      this.models.list(population),
    ])
    const metrics = taken?.metrics ?? shippedRiskMetrics
    return as(RiskModelType, {
      ...{ population, fewestDecisions, fewestWrong, usable: count.decisions },
      everyDays: this.config.riskRefitDays,
      version: taken?.version ?? shippedRiskModel.version,
      fittedAt: taken?.recordedAt ?? null,
      auroc: metrics.auroc,
      figures: toFigures(metrics),
      onDecisions: toFigures(measureRisk(ranked)),
      refits: await Promise.all(fitted.map((each) => this.toRefit(context, each))),
    })
  }

  @Permit('risk:refit')
  @Audited<{ population: RiskPopulation }, RiskRefitAskedType>({
    ...{ action: 'risk.refit-asked', target: 'risk-model' },
    of: () => null,
    made: ({ id }) => id,
  })
  @Mutation(() => RefitRiskResult, { description: 'Fits the risk to what people decided.' })
  async refitRisk(
    @Args('population', { type: () => RiskPopulationType, defaultValue: 'live' })
    population: RiskPopulation,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RiskRefitAskedType> {
    return as(RiskRefitAskedType, { id: await this.refits.ask(population, principal.id) })
  }

  private async toRefit(
    context: GraphqlContext,
    { metrics, shippedMetrics, askedBy, dataSha256, recordedAt, ...row }: RecordedRiskModel,
  ): Promise<RiskRefitType> {
    const { id, version, taken, decisions } = row
    return as(RiskRefitType, {
      ...{ id, version, taken, decisions, dataDigest: dataSha256, fittedAt: recordedAt },
      figures: toFigures(metrics),
      shippedAuroc: shippedMetrics.auroc,
      askedBy: await this.people.brief(context, askedBy),
    })
  }
}

const toFigures = ({ bins, captured, ...metrics }: RiskMetrics): RiskFiguresType =>
  as(RiskFiguresType, {
    ...metrics,
    bins: bins.map((bin) => as(RiskBinType, { ...bin })),
    capture: captured.map(({ part, share }) => as(RiskCaptureType, { of: part, share })),
  })
