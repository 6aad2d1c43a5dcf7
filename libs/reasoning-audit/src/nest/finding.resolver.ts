import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import { LiveEvents } from '@assize/events/nest'
import { Permit } from '@assize/identity/nest'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { Verdict } from '@assize/verdict'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import type { RecordedAudit, RecordedFinding } from '../finding-store.js'
import { FindingTypeObject } from './finding.graphql.js'
import { PrismaFindingStore } from './prisma-finding-store.js'

/** What the audit found in a verdict's reasoning, numbered as every pane numbers it. */
@Resolver(() => VerdictType)
export class VerdictFindingsResolver {
  constructor(
    @Inject(PrismaFindingStore) private readonly store: PrismaFindingStore,
    @Inject(ContentAccess) private readonly access: ContentAccess,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => [FindingTypeObject])
  async findings(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    const findings = (await this.audit(verdict.id, context))?.findings ?? []
    // Evidence may quote the trace, so it follows the trace's permission.
    const may = await this.access.allows(context, 'trace:read', verdict.contentItemId)
    return findings.map((finding) => (may ? finding : { ...finding, evidence: null }))
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
    @Inject(LiveEvents) private readonly live: LiveEvents,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => VerdictType)
  verdict(@Parent() finding: RecordedFinding, @Context() context: GraphqlContext) {
    return this.verdicts.verdict(context, finding.verdictId)
  }

  @Permit('trace:read')
  @Subscription(() => FindingTypeObject, {
    async resolve(this: FindingResolver, notice: { subject: string }) {
      const [setId = '', index = '0'] = notice.subject.split(':')
      const audit = (await this.store.findSets([setId])).get(setId)
      return audit?.findings[Number(index)]
    },
  })
  findingRaised() {
    return this.live.stream('finding.raised')
  }
}
