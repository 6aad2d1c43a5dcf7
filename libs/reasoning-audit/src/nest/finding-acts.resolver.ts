import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import { AuditTrail, PeopleLoaders, Permit, principalOf } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import type { Verdict } from '@assize/verdict'
import { VerdictLoaders } from '@assize/verdict/nest'
import type { RecordedFinding } from '../finding-store.js'
import type { FindingConsequence } from '../finding-rules.js'
import { covers } from '../finding-suppression.js'
import { FindingActs } from './finding-acts.js'
import { FindingMarkType } from './finding-marks.graphql.js'
import { FindingConsequenceEnum, FindingSuppressionType } from './finding-rules.graphql.js'
import { FindingTypeObject } from './finding.graphql.js'

/** What a finding led to, what keeps it from leading to anything, and what people said of it. */
@Resolver(() => FindingTypeObject)
export class FindingActsResolver {
  constructor(
    @Inject(FindingActs) private readonly acts: FindingActs,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => [FindingConsequenceEnum], {
    nullable: true,
    description: 'What it led to when it was recorded; null where no rules were asked then.',
  })
  did(@Parent() finding: RecordedFinding): readonly FindingConsequence[] | null {
    return finding.followed?.does ?? null
  }

  @Permit('verdict:read')
  @ResolveField(() => Boolean, {
    description: 'Its detector only advised when it was recorded, or does so now.',
  })
  async advisory(@Parent() finding: RecordedFinding, @Context() context: GraphqlContext) {
    if (finding.followed?.advisory) return true
    const verdict = await this.verdicts.verdict(context, finding.verdictId)
    const standing = verdict && (await this.acts.standing(context, verdict.policy))
    return standing?.advisory.has(finding.type) ?? false
  }

  @Permit('verdict:read')
  @ResolveField(() => FindingSuppressionType, {
    nullable: true,
    description: 'What kept it from leading to anything, or does so now.',
  })
  async suppression(
    @Parent() finding: RecordedFinding,
    @Context() context: GraphqlContext,
  ): Promise<FindingSuppressionType | null> {
    const verdict = await this.verdicts.verdict(context, finding.verdictId)
    if (!verdict) return null
    const id = finding.followed?.suppression ?? (await this.coveringNow(finding, verdict, context))
    const found = id === undefined ? null : await this.acts.suppression(context, id)
    return found && this.acts.toSuppressionType(context, found, found.verdictId)
  }

  @Permit('verdict:read')
  @ResolveField(() => [FindingMarkType], { description: 'Of each person the newest.' })
  async marks(
    @Parent() finding: RecordedFinding,
    @Context() context: GraphqlContext,
  ): Promise<FindingMarkType[]> {
    const me = principalOf(context).id
    const marks = await this.acts.marksOf(context, finding)
    return Promise.all(
      marks.map(async ({ id, mark, by, recordedAt, verdictId, note }) =>
        as(FindingMarkType, {
          ...{ id, mark, recordedAt, verdictId, words: note },
          own: by === me,
          by: await this.people.brief(context, by),
        }),
      ),
    )
  }

  private async coveringNow(
    finding: RecordedFinding,
    verdict: Verdict,
    context: GraphqlContext,
  ): Promise<string | undefined> {
    const { policy, rules: citedRules } = verdict
    const holding = await this.acts.suppressionsOver(context, verdict)
    return holding.find((each) => covers(each, { ...finding, policy, citedRules }))?.id
  }
}

/** Words beside a finding may quote a trace, so they follow its permission. */
@Resolver(() => FindingMarkType)
export class FindingMarkResolver {
  constructor(
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => String, { nullable: true })
  async note(@Parent() mark: FindingMarkType, @Context() context: GraphqlContext) {
    if (mark.words === null) return null
    const verdict = await this.verdicts.verdict(context, mark.verdictId)
    if (!verdict || !(await this.access.allows(context, 'trace:read', verdict.contentItemId)))
      return null
    this.trail.shown(context, { type: 'verdict', id: mark.verdictId }, 'finding-note')
    return mark.words
  }
}

/** Why findings of a policy are suppressed is for all who read it; why one finding is, for readers of its trace. */
@Resolver(() => FindingSuppressionType)
export class FindingSuppressionResolver {
  constructor(
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Permit('policy:read')
  @ResolveField(() => String, { nullable: true, description: 'Null once erased.' })
  async reason(@Parent() suppression: FindingSuppressionType, @Context() context: GraphqlContext) {
    const { words, verdictId } = suppression
    if (words === null || verdictId === null) return words
    const verdict = await this.verdicts.verdict(context, verdictId)
    if (!verdict || !(await this.access.allows(context, 'trace:read', verdict.contentItemId)))
      return null
    this.trail.shown(context, { type: 'verdict', id: verdictId }, 'finding-note')
    return words
  }
}
