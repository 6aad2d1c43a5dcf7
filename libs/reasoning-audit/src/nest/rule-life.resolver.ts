import { Inject } from '@nestjs/common'
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { Grant as GrantOf } from '@assize/identity'
import { Grant, Permit } from '@assize/identity/nest'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { PolicyType, Rule } from '@assize/policy/nest'
import { RuleLifeArgs, RuleLifeType } from './rule-life.graphql.js'
import { lifeOf, RuleLives, type LivesOfPolicy } from './rule-lives.js'

/** One reading a request and way of counting, however many rules and policies are shown. */
function livesOf(
  lives: RuleLives,
  context: GraphqlContext,
  policy: string,
  args: RuleLifeArgs,
): Promise<LivesOfPolicy | null> {
  const scope = {
    includeSimulated: args.includeSimulated ?? false,
    includeImported: args.includeImported ?? false,
  }
  const load = (policies: readonly string[]) => lives.of(policies, scope)
  return requestLoader(context, `rule-lives ${JSON.stringify(scope)}`, load).load(policy)
}

@Resolver(() => Rule)
export class RuleLifeResolver {
  constructor(@Inject(RuleLives) private readonly lives: RuleLives) {}

  @Permit('metrics:read')
  @ResolveField(() => RuleLifeType, {
    nullable: true,
    description: 'Null to whoever sees figures of their own content alone.',
  })
  async life(
    @Parent() { code, of }: Rule,
    @Args() args: RuleLifeArgs,
    @Context() context: GraphqlContext,
    @Grant() grant: GrantOf,
  ): Promise<RuleLifeType | null> {
    if (!of || grant !== 'all') return null
    return lifeOf(code, await livesOf(this.lives, context, of.policy, args))
  }
}

@Resolver(() => PolicyType)
export class PolicyRuleLivesResolver {
  constructor(@Inject(RuleLives) private readonly lives: RuleLives) {}

  @Permit('metrics:read')
  @ResolveField(() => [RuleLifeType], {
    description: 'Of every code that verdicts named or went by, also those no version defines.',
  })
  async ruleLives(
    @Parent() { name }: PolicyType,
    @Args() args: RuleLifeArgs,
    @Context() context: GraphqlContext,
    @Grant() grant: GrantOf,
  ): Promise<RuleLifeType[]> {
    if (grant !== 'all') return []
    const lives = await livesOf(this.lives, context, name, args)
    return [...(lives?.values() ?? [])].toSorted((a, b) => (a.code < b.code ? -1 : 1))
  }
}
