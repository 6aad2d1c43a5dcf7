import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { parsePage } from '@assize/platform'
import { connectionById, PageArgs, type Connection } from '@assize/platform/nest'
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { RefusalGround } from '../erasure.js'
import { RefusalGroundEnum } from './custody-enums.graphql.js'
import {
  type ErasurePreview,
  ErasurePreviewResult,
  ErasureRequestConnection,
  ErasureRequestType,
  ErasureScopeInput,
  ExecuteErasureResult,
  RefuseErasureResult,
  RequestErasureInput,
  RequestErasureResult,
  toErasurePreview,
  toRequestType,
} from './erasure.graphql.js'
import { ErasureRequestStore } from './erasure-request-store.js'
import { ErasureService } from './erasure.service.js'

@Resolver(() => ErasureRequestType)
export class ErasureResolver {
  constructor(
    @Inject(ErasureService) private readonly service: ErasureService,
    @Inject(ErasureRequestStore) private readonly requests: ErasureRequestStore,
  ) {}

  @Permit('erasure:execute')
  @Query(() => ErasurePreviewResult, { description: 'What an erasure would touch; nothing is.' })
  async erasurePreview(
    @Args('scope', { type: () => ErasureScopeInput }) scope: ErasureScopeInput,
  ): Promise<ErasurePreview> {
    return toErasurePreview(await this.service.preview(scope))
  }

  @Permit('erasure:execute', 'audit:read')
  @Query(() => ErasureRequestConnection, { description: 'Newest first.' })
  async erasureRequests(@Args() page: PageArgs): Promise<Connection<ErasureRequestType>> {
    return connectionById(await this.requests.page(parsePage(page)), toRequestType)
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
}
