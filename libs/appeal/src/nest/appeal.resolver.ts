import { Inject } from '@nestjs/common'
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { isUuid } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import {
  connectionById,
  PageArgs,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import { AppealAccess } from './appeal-access.js'
import {
  AppealFilterInput,
  DecideAppealInput,
  DecideAppealResult,
  LodgeAppealInput,
  LodgeAppealResult,
} from './appeal-inputs.graphql.js'
import { AppealList } from './appeal-list.js'
import { AppealLoaders } from './appeal-loaders.js'
import {
  AppealConnection,
  AppealDecisionType,
  AppealType,
  toAppealType,
  toDecisionType,
} from './appeal.graphql.js'
import { AppealService } from './appeal.service.js'

@Resolver(() => AppealType)
export class AppealResolver {
  constructor(
    @Inject(AppealService) private readonly service: AppealService,
    @Inject(AppealList) private readonly list: AppealList,
    @Inject(AppealLoaders) private readonly loaders: AppealLoaders,
    @Inject(AppealAccess) private readonly access: AppealAccess,
  ) {}

  @Permit('appeal:decide', 'appeal:lodge', 'case:read')
  @Query(() => AppealConnection, { description: 'Newest first.' })
  async appeals(
    @Args() page: PageArgs,
    @CurrentPrincipal() principal: Principal,
    @Args('filter', { nullable: true }) filter: AppealFilterInput = {},
  ): Promise<Connection<AppealType>> {
    const found = await this.list.page(filter, parsePage(page), this.access.scope(principal))
    return connectionById(found, toAppealType)
  }

  @Permit('appeal:decide', 'appeal:lodge', 'case:read')
  @Query(() => AppealType, { nullable: true })
  async appeal(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
  ): Promise<AppealType | null> {
    const appeal = isUuid(id) ? await this.loaders.appeal(context, id) : null
    if (!appeal) return null
    const { contentItemId, lodgedBy } = appeal
    const may = await this.access.allows(context, { contentItemId, lodgedById: lodgedBy.id })
    return may ? toAppealType(appeal) : null
  }

  @Permit('appeal:lodge')
  @Audited<object, AppealType>({ action: 'appeal.lodged', target: 'appeal', made: ({ id }) => id })
  @Mutation(() => LodgeAppealResult)
  async lodgeAppeal(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => LodgeAppealInput }) input: LodgeAppealInput,
  ): Promise<AppealType> {
    return toAppealType(await this.service.lodge(principal, input))
  }

  @Permit('appeal:decide')
  @Audited<{ input: DecideAppealInput }>({
    ...{ action: 'appeal.decided', target: 'appeal', of: ({ input }) => input.appealId },
  })
  @Mutation(() => DecideAppealResult)
  async decideAppeal(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => DecideAppealInput }) input: DecideAppealInput,
  ): Promise<AppealDecisionType> {
    const { appeal, decision } = await this.service.decide(principal, input)
    return toDecisionType(appeal, decision)
  }
}
