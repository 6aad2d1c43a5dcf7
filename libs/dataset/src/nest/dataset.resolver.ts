import { Inject } from '@nestjs/common'
import {
  Args,
  Context,
  Int,
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
import { parsePage } from '@assize/platform'
import { toConnection, type GraphqlContext } from '@assize/platform/nest'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import { DatasetExports } from './dataset-exports.service.js'
import {
  BuildDatasetInput,
  BuildDatasetResult,
  ExportDatasetInput,
  ExportDatasetResult,
} from './dataset-inputs.graphql.js'
import { DatasetLoaders } from './dataset-loaders.js'
import {
  DatasetExportType,
  DatasetItemConnection,
  DatasetItemType,
  DatasetShareType,
  DatasetType,
} from './dataset.graphql.js'
import { DatasetService } from './dataset.service.js'
import { PostgresDatasetStore } from './postgres-dataset-store.js'
import { toDatasetType, toExportType } from './to-graphql.js'

@Resolver(() => DatasetType)
export class DatasetResolver {
  constructor(
    @Inject(PostgresDatasetStore) private readonly store: PostgresDatasetStore,
    @Inject(DatasetService) private readonly service: DatasetService,
    @Inject(DatasetExports) private readonly files: DatasetExports,
    @Inject(DatasetLoaders) private readonly loaders: DatasetLoaders,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('dataset:curate', 'dataset:export', 'evaluation:run', 'audit:read')
  @Query(() => [DatasetType], { description: 'Every version, newest first.' })
  async datasets(): Promise<DatasetType[]> {
    return (await this.store.listDatasets()).map(toDatasetType)
  }

  @Permit('dataset:curate', 'dataset:export', 'evaluation:run', 'audit:read')
  @Query(() => DatasetType, { nullable: true, description: 'The newest version unless named.' })
  async dataset(
    @Args('name', { type: () => String }) name: string,
    @Args('version', { type: () => Int, nullable: true }) version: number | null = null,
  ): Promise<DatasetType | null> {
    const dataset = await this.store.findDataset(name, version)
    return dataset && toDatasetType(dataset)
  }

  @Permit('dataset:curate')
  @Audited<object, DatasetType>({
    action: 'dataset.built',
    target: 'dataset',
    made: ({ id }) => id,
  })
  @Mutation(() => BuildDatasetResult)
  async buildDataset(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => BuildDatasetInput }) input: BuildDatasetInput,
  ): Promise<DatasetType> {
    return toDatasetType(await this.service.build(input, principal.id))
  }

  @Permit('dataset:export')
  @Audited<object, DatasetExportType>({
    ...{ action: 'export.created', target: 'dataset-export' },
    ...{ made: ({ id }) => id, digest: ({ sha256 }) => sha256 },
  })
  @Mutation(() => ExportDatasetResult)
  async exportDataset(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => ExportDatasetInput }) input: ExportDatasetInput,
    @Context() context: GraphqlContext,
  ): Promise<DatasetExportType> {
    const [made, dataset] = await this.files.make(input, principal.id)
    const listed = await this.loaders.exports(context, dataset.id)
    const found = listed.find(({ id }) => id === made.id)
    if (!found) throw new TypeError('expected the export that was just recorded')
    return toExportType(found)
  }

  @ResolveField(() => PersonBrief)
  builtBy(
    @Parent() { builtById }: DatasetType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, builtById)
  }

  @ResolveField(() => [DatasetShareType])
  async composition(
    @Parent() { id }: DatasetType,
    @Context() context: GraphqlContext,
  ): Promise<DatasetShareType[]> {
    return [...(await this.loaders.composition(context, id))]
  }

  @ResolveField(() => Int, {
    description:
      'Items whose content was erased since: its files leave them out. A new version is made without.',
  })
  erasedItems(@Parent() { id }: DatasetType, @Context() context: GraphqlContext): Promise<number> {
    return this.loaders.erasedItems(context, id)
  }

  @ResolveField(() => [DatasetExportType], { description: 'Newest first.' })
  async exports(
    @Parent() { id }: DatasetType,
    @Context() context: GraphqlContext,
  ): Promise<DatasetExportType[]> {
    return (await this.loaders.exports(context, id)).map(toExportType)
  }

  @ResolveField(() => DatasetItemConnection, { description: 'In order of position.' })
  async rows(
    @Parent() { id }: DatasetType,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<DatasetItemConnection> {
    const request = parsePage({ first: first ?? null, after: after ?? null })
    const page = await this.store.pageItems(id, request)
    return toConnection(
      page,
      ({ position }) => [String(position)],
      (item): DatasetItemType => item,
    )
  }
}

@Resolver(() => DatasetItemType)
export class DatasetItemResolver {
  constructor(@Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders) {}

  @Permit('verdict:read')
  @ResolveField(() => VerdictType)
  verdict(@Parent() { verdictId }: DatasetItemType, @Context() context: GraphqlContext) {
    return this.verdicts.verdict(context, verdictId)
  }
}
