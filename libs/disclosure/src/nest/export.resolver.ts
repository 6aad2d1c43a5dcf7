import { Inject } from '@nestjs/common'
import {
  Args,
  Context,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql'
import { LiveEvents } from '@assize/events/nest'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
  principalOf,
} from '@assize/identity/nest'
import { parsePage } from '@assize/platform'
import {
  connectionById,
  PageArgs,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import { exportProgressed } from '../jobs.js'
import { toStoredFilter } from '../stored-filter.js'
import {
  CancelExportResult,
  ExportJobConnection,
  ExportJobType,
  ExportVerdictsInput,
  ExportVerdictsResult,
} from './export.graphql.js'
import { ExportService } from './export.service.js'
import { toExportType } from './to-export-type.js'

interface Progress {
  readonly subject: string
}

/** Files of the record: asked for, looked at, watched, called off. */
@Resolver(() => ExportJobType)
export class ExportResolver {
  constructor(
    @Inject(ExportService) private readonly exports: ExportService,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(LiveEvents) private readonly live: LiveEvents,
  ) {}

  @Permit('evidence:export', 'dataset:export')
  @Audited<unknown, ExportJobType>({
    ...{ action: 'export.asked', target: 'export' },
    ...{ of: () => null, made: ({ id }) => id },
  })
  @Mutation(() => ExportVerdictsResult)
  async exportVerdicts(
    @Args('input') { filter, format, words }: ExportVerdictsInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ExportJobType> {
    const params = { filter: toStoredFilter(filter), format }
    const asked = { kind: 'verdict-export', params, words: words ?? [] } as const
    return toExportType(
      await this.exports.begin({ ...asked, fileName: `verdicts.${format}` }, principal),
    )
  }

  @Permit('evidence:export', 'dataset:export')
  @Audited({ action: 'export.cancelled', target: 'export' })
  @Mutation(() => CancelExportResult)
  async cancelExport(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ExportJobType> {
    return toExportType(await this.exports.cancel(id, principal))
  }

  @Permit('evidence:export', 'dataset:export', 'audit:read')
  @Query(() => ExportJobConnection, { description: 'Newest first.' })
  async exportJobs(
    @Args() page: PageArgs,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Connection<ExportJobType>> {
    const listed = await this.exports.page(parsePage(page), principal)
    return connectionById(listed, toExportType)
  }

  @Permit('evidence:export', 'dataset:export', 'audit:read')
  @Query(() => ExportJobType, { nullable: true })
  async exportJob(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ExportJobType | null> {
    const job = await this.exports.find(id, principal)
    return job && toExportType(job)
  }

  @ResolveField(() => PersonBrief)
  requestedBy(
    @Parent() { requestedById }: ExportJobType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, requestedById)
  }

  @Permit('evidence:export', 'dataset:export', 'audit:read')
  @Subscription(() => ExportJobType, {
    async resolve(
      this: ExportResolver,
      { subject }: Progress,
      _: unknown,
      context: GraphqlContext,
    ): Promise<ExportJobType> {
      return toExportType(await this.exports.get(subject, principalOf(context)))
    },
  })
  async exportProgress(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
  ): Promise<AsyncGenerator<Progress>> {
    await this.exports.get(id, principalOf(context))
    return this.progressOf(id, context.signal)
  }

  private async *progressOf(id: string, signal?: AbortSignal): AsyncGenerator<Progress> {
    for await (const { subject } of this.live.stream(exportProgressed, signal))
      if (subject === id) yield { subject }
  }
}
