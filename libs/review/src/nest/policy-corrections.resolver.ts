import { Inject } from '@nestjs/common'
import { Permit } from '@assize/identity/nest'
import { uuidV7Floor } from '@assize/kernel'
import { Database } from '@assize/platform'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { countedIn, PolicyFiguresType } from '@assize/verdict/nest'
import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'

/** How often people overturned a policy's verdicts, beside the figures of those verdicts. */
@Resolver(() => PolicyFiguresType)
export class PolicyCorrectionsResolver {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Permit('metrics:read')
  @ResolveField(() => Int, { description: 'Decisions that overturned a verdict and stand.' })
  async corrections(
    @Parent() figures: PolicyFiguresType,
    @Context() context: GraphqlContext,
  ): Promise<number> {
    const name = `policy-corrections ${JSON.stringify(figures.scope)}`
    const load = (policies: readonly string[]) => this.countByPolicy(policies, figures)
    return (await requestLoader(context, name, load).load(figures.policy)) ?? 0
  }

  private async countByPolicy(
    policies: readonly string[],
    { scope, reader }: PolicyFiguresType,
  ): Promise<ReadonlyMap<string, number>> {
    const conditions = countedIn(scope, reader)
    conditions.add('d.policy = ANY(?::text[])', policies)
    // Ids carry their instant, so the key's index bounds the time.
    conditions.add('d.id >= ?::uuid', uuidV7Floor(scope.since.getTime()))
    const rows = await this.database.query<{ policy: string; count: number }>(
      `SELECT d.policy, count(*)::int AS count
       FROM record_decision d JOIN verdict_listing l ON l.verdict_id = d.verdict_id
       WHERE d.is_correction AND ${conditions.where}
         AND NOT EXISTS (SELECT FROM record_reversal r WHERE r.decision_id = d.id)
       GROUP BY 1`,
      conditions.values,
    )
    return new Map(rows.map(({ policy, count }) => [policy, count]))
  }
}
