import { Inject } from '@nestjs/common'
import { Args, Context, Float, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess, ContentItemType, ContentLoaders } from '@assize/content/nest'
import type { Grant as GrantOf, Principal } from '@assize/identity'
import { CurrentPrincipal, Grant, Permit } from '@assize/identity/nest'
import { isUuid } from '@assize/kernel'
import { encodeCursor, parsePage } from '@assize/platform'
import { PageArgs, toConnection, type Connection, type GraphqlContext } from '@assize/platform/nest'
import { versionKey } from '@assize/policy'
import { PolicyLoaders, PolicyVersionType, toVersionType } from '@assize/policy/nest'
import type { Verdict } from '../verdict.js'
import type { VerdictOrder } from '../verdict-store.js'
import { VerdictList } from './verdict-list.js'
import { VerdictFilterInput, VerdictOrderInput } from './verdict-inputs.graphql.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictScope } from './verdict-scope.js'
import { AttemptType, VerdictConnection, VerdictType } from './verdict.graphql.js'
import { soughtWords } from './words-condition.js'

const newestFirst: VerdictOrder = { field: 'decided-at', direction: 'desc' }

@Resolver(() => VerdictType)
export class VerdictResolver {
  constructor(
    @Inject(VerdictList) private readonly list: VerdictList,
    @Inject(VerdictLoaders) private readonly loaders: VerdictLoaders,
    @Inject(ContentLoaders) private readonly content: ContentLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
  ) {}

  @Permit('verdict:read')
  @Query(() => VerdictConnection, {
    description:
      'A page of words that are neither rare nor common may end short of what was asked for; its end cursor says where the search goes on.',
  })
  async verdicts(
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter: VerdictFilterInput = {},
    @Args('orderBy', { nullable: true }) orderBy: VerdictOrderInput = newestFirst,
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
    @Context() context: GraphqlContext,
  ): Promise<Connection<Verdict>> {
    const order = { ...orderBy }
    if (order.field === 'relevance' && soughtWords(filter.text) === null) order.field = 'decided-at'
    const request = parsePage(page)
    const listed = await this.list.page(
      filter,
      order,
      request,
      this.scope.readerOf(principal, grant),
    )
    const verdicts = await this.loaders.verdicts(
      context,
      listed.items.map((item) => item.verdictId),
    )
    const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]))
    const items = listed.items.flatMap((item) => {
      const verdict = byId.get(item.verdictId)
      return verdict ? [{ item, verdict }] : []
    })
    const connection = toConnection(
      { ...listed, items },
      ({ item }) => VerdictList.keysOf(item, order),
      ({ verdict }) => verdict,
    )
    if (!listed.stoppedAt) return connection
    const end = request.direction === 'forward' ? 'endCursor' : 'startCursor'
    const pageInfo = { ...connection.pageInfo, [end]: encodeCursor(listed.stoppedAt) }
    return { ...connection, pageInfo }
  }

  @Permit('verdict:read')
  @Query(() => VerdictType, { nullable: true })
  async verdict(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphqlContext,
  ): Promise<Verdict | null> {
    const verdict = isUuid(id) ? await this.loaders.verdict(context, id) : null
    const may =
      verdict && (await this.access.allows(context, 'verdict:read', verdict.contentItemId))
    return may ? verdict : null
  }

  @Permit('verdict:read')
  @ResolveField(() => ContentItemType)
  async contentItem(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    return this.content.item(context, verdict.contentItemId)
  }

  @Permit('verdict:read')
  @ResolveField(() => PolicyVersionType, { description: 'As it stood when the model judged.' })
  async policyVersion(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    const key = versionKey(verdict.policy, verdict.policyCommit)
    const version = await this.policies.version(context, key)
    return version && toVersionType(version)
  }

  @Permit('verdict:read')
  @ResolveField(() => [AttemptType])
  async attempts(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    const attempts = (await this.loaders.attempts(context, verdict.id)) ?? []
    return attempts.map(({ raw, ...attempt }) => ({
      ...attempt,
      verdictId: verdict.id,
      contentItemId: verdict.contentItemId,
      rawReply: raw,
    }))
  }

  @Permit('verdict:read')
  @ResolveField(() => Boolean)
  async flagged(@Parent() verdict: Verdict, @Context() context: GraphqlContext): Promise<boolean> {
    return (await this.loaders.listed(context, verdict.id))?.flagged ?? false
  }

  @Permit('verdict:read')
  @ResolveField(() => Float)
  async risk(@Parent() verdict: Verdict, @Context() context: GraphqlContext): Promise<number> {
    return (await this.loaders.listed(context, verdict.id))?.risk ?? 0
  }
}
