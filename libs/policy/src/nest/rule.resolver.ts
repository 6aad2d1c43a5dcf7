import { Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import { ruleKin, type LocatedRule } from '../index.js'
import { Rule } from './policy-version.graphql.js'

type Kin = ReturnType<typeof ruleKin>

/** Where a rule stands among the others of its version. */
@Resolver(() => Rule)
export class RuleResolver {
  /** Rules of one version are asked one by one and related once. */
  private readonly related = new WeakMap<readonly LocatedRule[], Kin>()

  @Permit('policy:read')
  @ResolveField(() => String, {
    nullable: true,
    description: 'The code of the rule it stands under: HS-2 of HS-2.1.',
  })
  parent(@Parent() rule: Rule): string | null {
    return this.kinOf(rule)?.parent ?? null
  }

  @Permit('policy:read')
  @ResolveField(() => [String], {
    description: 'Codes right below it; none for a rule that is compared by itself.',
  })
  children(@Parent() rule: Rule): string[] {
    return [...(this.kinOf(rule)?.children ?? [])]
  }

  private kinOf({ code, of }: Rule) {
    if (!of) return undefined
    const known = this.related.get(of.rules) ?? ruleKin(of.rules)
    this.related.set(of.rules, known)
    return known.get(code)
  }
}
