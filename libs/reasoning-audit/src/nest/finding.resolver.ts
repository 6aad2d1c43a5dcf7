import { Inject } from '@nestjs/common'
import { Args, Context, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import type { Notice } from '@assize/events'
import { LiveEvents } from '@assize/events/nest'
import type { Grant as GrantOf, Principal } from '@assize/identity'
import { AuditTrail, CurrentPrincipal, Grant, Permit } from '@assize/identity/nest'
import { parsePage } from '@assize/platform'
import {
  GraphQLJSON,
  PageArgs,
  requestLoader,
  toConnection,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import type { Verdict } from '@assize/verdict'
import { VerdictLoaders, VerdictScope, VerdictType } from '@assize/verdict/nest'
import type { RecordedAudit, RecordedFinding } from '../finding-store.js'
import { cursorKeys } from './finding-conditions.js'
import { FindingConnection, FindingFilter, FindingTypeObject } from './finding.graphql.js'
import { PrismaFindingStore } from './prisma-finding-store.js'

/** What the audit found in a verdict's reasoning, numbered as every pane numbers it. */
@Resolver(() => VerdictType)
export class VerdictFindingsResolver {
  constructor(@Inject(PrismaFindingStore) private readonly store: PrismaFindingStore) {}

  @Permit('verdict:read')
  @ResolveField(() => [FindingTypeObject])
  async findings(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    return (await this.audit(verdict.id, context))?.findings ?? []
  }

  @Permit('verdict:read')
  @ResolveField(() => String, { nullable: true })
  async detectorsVersion(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    return (await this.audit(verdict.id, context))?.detectorsVersion ?? null
  }

  private audit(verdictId: string, context: GraphqlContext): Promise<RecordedAudit | null> {
    return requestLoader(context, 'audits', (ids) => this.store.findLatest(ids)).load(verdictId)
  }
}

@Resolver(() => FindingTypeObject)
export class FindingResolver {
  constructor(
    @Inject(PrismaFindingStore) private readonly store: PrismaFindingStore,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(LiveEvents) private readonly live: LiveEvents,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @Query(() => FindingConnection, { description: 'Of the newest verdicts first.' })
  async findings(
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter: FindingFilter = {},
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
  ): Promise<Connection<RecordedFinding>> {
    const scope = this.scope.of(principal, grant)
    const found = await this.store.page(filter, parsePage(page), scope)
    return toConnection(found, cursorKeys, (finding) => finding)
  }

  @Permit('verdict:read')
  @ResolveField(() => VerdictType)
  verdict(@Parent() finding: RecordedFinding, @Context() context: GraphqlContext) {
    return this.verdicts.verdict(context, finding.verdictId)
  }

  /** It may quote the trace, so it follows the trace's permission. */
  @Permit('verdict:read')
  @ResolveField(() => GraphQLJSON, { nullable: true })
  async evidence(@Parent() finding: RecordedFinding, @Context() context: GraphqlContext) {
    if (!finding.evidence || !(await this.mayRead(finding.verdictId, context))) return null
    this.trail.shown(context, { type: 'verdict', id: finding.verdictId }, 'evidence')
    return finding.evidence
  }

  @Permit('trace:read')
  @Subscription(() => FindingTypeObject, {
    async resolve(this: FindingResolver, notice: Notice) {
      const [setId = '', index = '0'] = notice.subject.split(':')
      const audit = (await this.store.findSets([setId])).get(setId)
      return audit?.findings[Number(index)]
    },
  })
  async *findingRaised(@Context() context: GraphqlContext): AsyncGenerator<Notice> {
    for await (const notice of this.live.stream('finding.raised', context.signal)) {
      const { verdictId } = notice.payload as unknown as { readonly verdictId: string }
      // Asked anew each time: what is a reader's own changes while they listen.
      if (await this.mayRead(verdictId, { ...context, loaders: new Map() })) yield notice
    }
  }

  private async mayRead(verdictId: string, context: GraphqlContext): Promise<boolean> {
    const verdict = await this.verdicts.verdict(context, verdictId)
    return verdict !== null && this.access.allows(context, 'trace:read', verdict.contentItemId)
  }
}
