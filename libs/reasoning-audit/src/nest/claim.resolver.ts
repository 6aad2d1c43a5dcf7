import { Inject } from '@nestjs/common'
import { Context, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess, ContentLoaders } from '@assize/content/nest'
import { AuditTrail, Permit } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { versionKey } from '@assize/policy'
import { PolicyLoaders } from '@assize/policy/nest'
import { readOutcome, type Verdict } from '@assize/verdict'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import { listClaims } from '../claims/list-claims.js'
import { SubjectReading } from '../subject-reading.js'
import { ClaimType } from './claim.graphql.js'
import { SpanType } from './finding.graphql.js'
import { PrismaFindingStore } from './prisma-finding-store.js'

/** What a trace claims: read when asked for, from the words on record; for those who may read the trace. */
@Resolver(() => VerdictType)
export class ClaimResolver {
  constructor(
    @Inject(PrismaFindingStore) private readonly store: PrismaFindingStore,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(ContentLoaders) private readonly content: ContentLoaders,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => Float, {
    nullable: true,
    description: 'Share of quotes, citations and observations that policy or content bear out.',
  })
  async groundingCoverage(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    const load = (ids: readonly string[]) => this.store.findLatest(ids)
    const audit = await requestLoader(context, 'audits', load).load(verdict.id)
    return audit?.groundingCoverage ?? null
  }

  @Permit('verdict:read')
  @ResolveField(() => [ClaimType])
  async claims(@Parent() verdict: Verdict, @Context() context: GraphqlContext) {
    if (!(await this.access.allows(context, 'trace:read', verdict.contentItemId))) return []
    const [words, content, version] = await Promise.all([
      this.verdicts.words(context, verdict.id),
      this.content.words(context, verdict.contentItemId),
      this.policies.version(context, versionKey(verdict.policy, verdict.policyCommit)),
    ])
    if (!words?.trace || !content || !version) return []
    this.trail.shown(context, { type: 'verdict', id: verdict.id }, 'trace')
    const { contract, text: policyText } = version
    const output = words.output ?? ''
    const { messages } = content
    const outcome = readOutcome(output, contract, { finishReason: verdict.finishReason })
    const reading = new SubjectReading({
      ...{ policyText, messages, trace: words.trace, output, contract, outcome },
    })
    return listClaims(reading).map(({ start, end, support, restsOn, ...claim }, index) =>
      as(ClaimType, {
        ...claim,
        number: index + 1,
        span: as(SpanType, { in: 'trace', start, end }),
        support: support && as(SpanType, support),
        restsOn: restsOn.map((at) => at + 1),
      }),
    )
  }
}
