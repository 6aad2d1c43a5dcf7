import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { PeopleLoaders } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { isInForce, type Suppression } from '../finding-suppression.js'
import { FindingMarkStore, type RecordedMark } from './finding-mark-store.js'
import { FindingRuleStore, type SuppressionOfVerdict } from './finding-rule-store.js'
import { FindingSuppressionType } from './finding-rules.graphql.js'

/** What people said of findings, one query a request for each kind of it. */
@Injectable()
export class FindingActs {
  constructor(
    @Inject(FindingRuleStore) private readonly rules: FindingRuleStore,
    @Inject(FindingMarkStore) private readonly marks: FindingMarkStore,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async marksOf(
    context: GraphqlContext,
    finding: { readonly id: string; readonly verdictId: string },
  ): Promise<readonly RecordedMark[]> {
    const load = (ids: readonly string[]) => this.marks.marksIn(ids)
    const marks = await requestLoader(context, 'finding.marks', load).load(finding.verdictId)
    return (marks ?? []).filter(({ findingId }) => findingId === finding.id)
  }

  standing(context: GraphqlContext, policy: string) {
    const load = (policies: readonly string[]) => this.rules.standings(policies)
    return requestLoader(context, 'finding.standing', load).load(policy)
  }

  /** What holds now for findings of the verdict, of its own and of its policy. */
  async suppressionsOver(
    context: GraphqlContext,
    verdict: { readonly id: string; readonly policy: string },
  ): Promise<readonly Suppression[]> {
    const load = (ids: readonly string[]) => this.rules.suppressionsIn(ids)
    const own = await requestLoader(context, 'finding.suppressions', load).load(verdict.id)
    const standing = await this.standing(context, verdict.policy)
    const now = this.clock.now()
    return [...(own ?? []), ...(standing?.suppressions ?? [])].filter((each) =>
      isInForce(each, now),
    )
  }

  suppression(context: GraphqlContext, id: string): Promise<SuppressionOfVerdict | null> {
    const load = (ids: readonly string[]) => this.rules.findSuppressions(ids)
    return requestLoader(context, 'finding.suppression', load).load(id)
  }

  async toSuppressionType(
    context: GraphqlContext,
    { lifted, reason, by, ...about }: Suppression,
    verdictId: string | null,
  ): Promise<FindingSuppressionType> {
    return as(FindingSuppressionType, {
      ...about,
      verdictId,
      words: reason,
      by: await this.people.brief(context, by),
      liftedBy: await this.people.brief(context, lifted?.by ?? null),
      liftedAt: lifted?.at ?? null,
      inForce: isInForce({ until: about.until, lifted }, this.clock.now()),
    })
  }
}
