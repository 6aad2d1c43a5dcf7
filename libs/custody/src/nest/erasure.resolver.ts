import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import { parsePage } from '@assize/platform'
import {
  as,
  PageArgs,
  toConnection,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { RefusalGround } from '../erasure.js'
import { RefusalGroundEnum } from './custody-enums.graphql.js'
import {
  ErasurePreview,
  ErasurePreviewResult,
  ErasureRequestConnection,
  ErasureRequestType,
  ErasureScopeInput,
  ExecuteErasureResult,
  RefuseErasureResult,
  RequestErasureInput,
  RequestErasureResult,
  toRequestType,
} from './erasure.graphql.js'
import type { ErasurePreview as Preview } from './erasure-reach.js'
import { ErasureRequestStore } from './erasure-request-store.js'
import { ErasureService } from './erasure.service.js'

@Resolver(() => ErasureRequestType)
export class ErasureResolver {
  constructor(
    @Inject(ErasureService) private readonly service: ErasureService,
    @Inject(ErasureRequestStore) private readonly requests: ErasureRequestStore,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('erasure:execute')
  @Query(() => ErasurePreviewResult, { description: 'What an erasure would touch; nothing is.' })
  async erasurePreview(
    @Args('scope', { type: () => ErasureScopeInput }) scope: ErasureScopeInput,
  ): Promise<ErasurePreview> {
    return toPreview(await this.service.preview(scope))
  }

  @Permit('erasure:execute', 'audit:read')
  @Query(() => ErasureRequestConnection, { description: 'Newest first.' })
  async erasureRequests(@Args() page: PageArgs): Promise<Connection<ErasureRequestType>> {
    const found = await this.requests.page(parsePage(page))
    return toConnection(found, ({ id }) => [id], toRequestType)
  }

  @Permit('erasure:execute', 'audit:read')
  @Query(() => ErasureRequestType)
  async erasureRequest(@Args('id', { type: () => ID }) id: string): Promise<ErasureRequestType> {
    return toRequestType(await this.requests.find(id))
  }

  @Permit('erasure:execute')
  @Audited<object, ErasureRequestType>({
    action: 'erasure.requested',
    target: 'erasure-request',
    made: ({ id }) => id,
  })
  @Mutation(() => RequestErasureResult)
  async requestErasure(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => RequestErasureInput }) input: RequestErasureInput,
  ): Promise<ErasureRequestType> {
    return toRequestType(await this.service.request(principal.id, input))
  }

  @Permit('erasure:execute')
  @Audited({ action: 'erasure.approved', target: 'erasure-request' })
  @Mutation(() => ExecuteErasureResult, {
    description: 'Approves what another person asked for; the words go at once and for ever.',
  })
  async executeErasure(
    @CurrentPrincipal() principal: Principal,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ErasureRequestType> {
    return toRequestType(await this.service.execute(principal.id, id))
  }

  @Permit('erasure:execute')
  @Audited({ action: 'erasure.refused', target: 'erasure-request' })
  @Mutation(() => RefuseErasureResult)
  async refuseErasure(
    @CurrentPrincipal() principal: Principal,
    @Args('id', { type: () => ID }) id: string,
    @Args('ground', { type: () => RefusalGroundEnum }) ground: RefusalGround,
  ): Promise<ErasureRequestType> {
    return toRequestType(await this.service.refuse(principal.id, id, ground))
  }

  @Permit('erasure:execute', 'audit:read')
  @ResolveField(() => PersonBrief)
  requestedBy(
    @Parent() { facts }: ErasureRequestType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, facts.requestedBy)
  }

  @Permit('erasure:execute', 'audit:read')
  @ResolveField(() => PersonBrief, { nullable: true })
  async decidedBy(
    @Parent() { facts }: ErasureRequestType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return facts.decidedBy === null ? null : this.people.brief(context, facts.decidedBy)
  }

  @Permit('erasure:execute')
  @ResolveField(() => ErasurePreview, { description: 'What is left to go.' })
  async preview(@Parent() { facts }: ErasureRequestType): Promise<ErasurePreview> {
    return toPreview(await this.service.previewOf(facts))
  }

  @Permit('erasure:execute', 'audit:read')
  @ResolveField(() => Boolean, {
    description: 'Whether the caller asked for it, and so may not decide.',
  })
  mine(@Parent() { facts }: ErasureRequestType, @CurrentPrincipal() principal: Principal): boolean {
    return facts.requestedBy === principal.id
  }
}

const toPreview = (preview: Preview): ErasurePreview =>
  as(ErasurePreview, {
    ...preview,
    reach: preview.reach.map(({ kind, count, named = [] }) => ({ kind, count, named })),
    holds: [...preview.holds],
  })
