import { Inject } from '@nestjs/common'
import { ContentAccess, OwnContent } from '@assize/content/nest'
import type { Notice } from '@assize/events'
import { LiveEvents } from '@assize/events/nest'
import { grantOf, type Grant as GrantOf, type Principal } from '@assize/identity'
import { CurrentPrincipal, Grant, Permit } from '@assize/identity/nest'
import { Clock, isUuid } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import { PageArgs, toConnection, type Connection, type GraphqlContext } from '@assize/platform/nest'
import { Args, Context, ID, Query, Resolver, Subscription } from '@nestjs/graphql'
import { caseChanged } from '../case-events.js'
import { caseCursorKeys, CaseList, caseOrderOf } from './case-list.js'
import { CaseConnection, CaseType, toCaseType } from './case.graphql.js'
import { QueueBoard, type QueueFigures } from './queue-figures.js'
import { QueueType } from './queue.graphql.js'
import { CaseFilterInput } from './review-inputs.graphql.js'
import { ReviewLoaders } from './review-loaders.js'

@Resolver(() => CaseType)
export class CaseResolver {
  constructor(
    @Inject(CaseList) private readonly list: CaseList,
    @Inject(QueueBoard) private readonly board: QueueBoard,
    @Inject(ReviewLoaders) private readonly loaders: ReviewLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(OwnContent) private readonly own: OwnContent,
    @Inject(LiveEvents) private readonly live: LiveEvents,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('case:read')
  @Query(() => CaseConnection, {
    description:
      'Open cases in the order they are handed out when only open states are asked for, else newest first.',
  })
  async cases(
    @Args() page: PageArgs,
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
    @Args('filter', { nullable: true }) filter: CaseFilterInput = {},
  ): Promise<Connection<CaseType>> {
    const { mine, ...parts } = filter
    const asked = { ...parts, heldBy: mine ? principal.id : null }
    const found = await this.list.page(asked, parsePage(page), this.scope(principal, grant))
    const now = this.clock.now()
    const order = caseOrderOf(asked)
    return toConnection(
      found,
      (each) => caseCursorKeys(each, order),
      (each) => toCaseType(each, now),
    )
  }

  @Permit('case:read')
  @Query(() => CaseType, { nullable: true })
  async case(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
  ): Promise<CaseType | null> {
    const found = isUuid(id) ? await this.loaders.case(context, id) : null
    const may = found && (await this.access.allows(context, 'case:read', found.contentItemId))
    return may ? toCaseType(found, this.clock.now()) : null
  }

  @Permit('case:read', 'metrics:read')
  @Query(() => [QueueType], { description: 'By name; counts only.' })
  async queues(@CurrentPrincipal() principal: Principal): Promise<readonly QueueFigures[]> {
    const sees =
      grantOf(principal, 'case:read') !== 'none' || grantOf(principal, 'metrics:read') === 'all'
    return sees ? this.board.list() : []
  }

  @Permit('case:read')
  @Subscription(() => CaseType, {
    async resolve(this: CaseResolver, notice: Notice, _args: unknown, context: GraphqlContext) {
      const found = await this.loaders.case(context, notice.subject)
      return found && toCaseType(found, this.clock.now())
    },
  })
  async *caseChanged(
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
    @Context() context: GraphqlContext,
  ): AsyncGenerator<Notice> {
    for await (const notice of this.live.stream(caseChanged, context.signal))
      if (grant === 'all' || (await this.concerns(principal, notice))) yield notice
  }

  private async concerns(principal: Principal, { payload }: Notice): Promise<boolean> {
    const { contentItemId } = payload
    if (typeof contentItemId !== 'string') return false
    return (await this.own.among(principal, [contentItemId])).has(contentItemId)
  }

  private scope(principal: Principal, grant: GrantOf) {
    if (grant === 'all') return null
    const condition = `c.content_item_id IN (${this.own.subquery(principal, '?::uuid')})`
    return { condition, readerId: principal.id }
  }
}
