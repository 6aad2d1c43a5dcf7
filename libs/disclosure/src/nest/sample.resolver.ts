import { Inject } from '@nestjs/common'
import {
  Args,
  Context,
  Float,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import { sampleSizeFor, sampleSizeForNone } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import {
  as,
  PageArgs,
  connectionById,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import { DisclosureError } from '../disclosure-error.js'
import { resultOf } from '../sample-result.js'
import type { AuditSample } from '../workpaper.js'
import { ExportJobType } from './export.graphql.js'
import {
  AssessSampledVerdictInput,
  AssessSampledVerdictResult,
  AuditSampleConnection,
  AuditSampleType,
  DrawSampleInput,
  DrawSampleResult,
  ExportPopulationInput,
  ExportPopulationResult,
  SampleResultType,
  SampleSizesType,
  SignSampleResult,
  WorkpaperRowType,
} from './sample.graphql.js'
import { SampleService } from './sample.service.js'
import { toExportType } from './to-export-type.js'

const made = { of: () => null, made: ({ id }: { readonly id: string }) => id }

/** Samples: drawn, assessed row by row, signed. */
@Resolver(() => AuditSampleType)
export class SampleResolver {
  constructor(
    @Inject(SampleService) private readonly samples: SampleService,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('evidence:export')
  @Audited<unknown, ExportJobType>({ action: 'population.asked', target: 'export', ...made })
  @Mutation(() => ExportPopulationResult)
  async exportPopulation(
    @Args('input') { filter }: ExportPopulationInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ExportJobType> {
    return toExportType(await this.samples.exportPopulation(filter, principal))
  }

  @Permit('evidence:export')
  @Audited<unknown, AuditSampleType>({ action: 'sample.drawn', target: 'sample', ...made })
  @Mutation(() => DrawSampleResult)
  async drawSample(
    @Args('input') { method, ...asked }: DrawSampleInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AuditSampleType> {
    return toType(await this.samples.draw({ ...asked, method: method ?? 'simple' }, principal))
  }

  @Permit('evidence:export')
  @Audited<{ readonly input: AssessSampledVerdictInput }>({
    action: 'sample.assessed',
    target: 'sample',
    of: ({ input }) => input.sampleId,
  })
  @Mutation(() => AssessSampledVerdictResult)
  async assessSampledVerdict(
    @Args('input') { sampleId, position, ...found }: AssessSampledVerdictInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<WorkpaperRowType> {
    return as(WorkpaperRowType, await this.samples.assess(sampleId, position, found, principal))
  }

  @Permit('evidence:export')
  @Audited<{ readonly id: string }, AuditSampleType>({
    ...{ action: 'sample.signed', target: 'sample' },
    digest: ({ sha256 }) => sha256,
  })
  @Mutation(() => SignSampleResult)
  async signSample(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AuditSampleType> {
    return toType(await this.samples.sign(id, principal))
  }

  @Permit('evidence:export', 'audit:read')
  @Query(() => AuditSampleConnection, { description: 'Newest first.' })
  async auditSamples(@Args() page: PageArgs): Promise<Connection<AuditSampleType>> {
    const listed = await this.samples.page(parsePage(page))
    return connectionById(listed, toType)
  }

  @Permit('evidence:export', 'audit:read')
  @Query(() => AuditSampleType, { nullable: true })
  async auditSample(@Args('id', { type: () => ID }) id: string): Promise<AuditSampleType | null> {
    const sample = await this.samples.find(id)
    return sample && toType(sample)
  }

  @Permit('evidence:export', 'audit:read')
  @Query(() => SampleSizesType)
  sampleSizes(
    @Args('share', { type: () => Float }) share: number,
    @Args('half', { type: () => Float }) half: number,
  ): SampleSizesType {
    if (!(share >= 0 && share <= 1 && half >= 0.001 && half < 0.5))
      throw new DisclosureError('SAMPLE_UNFIT', 'expected a share, and a half-width from 0.001')
    return { within: sampleSizeFor(share, half), none: sampleSizeForNone(half) }
  }

  @ResolveField(() => PersonBrief)
  drawnBy(
    @Parent() { drawnById }: AuditSampleType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, drawnById)
  }

  @ResolveField(() => [WorkpaperRowType])
  rows(@Parent() { id }: AuditSampleType): Promise<readonly WorkpaperRowType[]> {
    return this.samples.rows(id)
  }

  @ResolveField(() => SampleResultType)
  async result(@Parent() { id, strata }: AuditSampleType): Promise<SampleResultType> {
    return resultOf(await this.samples.rows(id), strata)
  }
}

@Resolver(() => WorkpaperRowType)
export class WorkpaperRowResolver {
  constructor(@Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => VerdictType, { nullable: true })
  verdict(@Parent() { verdictId }: WorkpaperRowType, @Context() context: GraphqlContext) {
    return this.verdicts.verdict(context, verdictId)
  }
}

type Shown = Omit<AuditSampleType, 'drawnBy' | 'rows' | 'result'>

function toType(sample: AuditSample): AuditSampleType {
  const { drawnBy, strata, ...rest } = sample
  const shown: Shown = { ...rest, strata: strata ?? [], drawnById: drawnBy }
  return as(AuditSampleType, shown as AuditSampleType)
}
