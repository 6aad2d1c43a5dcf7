import { Inject } from '@nestjs/common'
import { Args, Context, Query, Resolver } from '@nestjs/graphql'
import { PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { PolicyError, versionKey, type BlamedPolicyLine, type RuleOrigin } from '../../index.js'
import { PolicyLoaders } from '../policy-loaders.js'
import { toVersionType } from '../to-graphql.js'
import { ChangeLoaders } from './change-loaders.js'
import { toChangeType } from './change.resolver.js'
import { BlameRule, BlameSource, PolicyBlame } from './policy-blame.graphql.js'
import { PolicyBlames, type PolicyBlame as Blame } from './policy-blame.service.js'

@Resolver(() => PolicyBlame)
export class PolicyBlameResolver {
  constructor(
    @Inject(PolicyBlames) private readonly blames: PolicyBlames,
    @Inject(ChangeLoaders) private readonly changes: ChangeLoaders,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('policy:read')
  @Query(() => PolicyBlame, { nullable: true })
  async policyBlame(
    @Args('policy', { type: () => String }) policy: string,
    @Context() context: GraphqlContext,
    @Args('ref', { type: () => String, nullable: true }) ref?: string | null,
  ): Promise<PolicyBlame | null> {
    const blame = await this.find(policy, ref ?? null)
    if (!blame) return null
    const sources = [...new Map(blame.lines.map((line) => [line.commit, line])).values()]
    const place = new Map(sources.map(({ commit }, index) => [commit, index]))
    return as(PolicyBlame, {
      ...{ policy: blame.policy, commit: blame.commit },
      sources: await Promise.all(sources.map((line) => this.toSource(context, line))),
      lines: blame.lines.map(({ line, text, commit }) => ({
        ...{ line, text, source: place.get(commit) ?? 0 },
      })),
      rules: await Promise.all(blame.rules.map((rule) => this.toRule(context, blame, rule))),
    })
  }

  /** Nothing for what nobody made. */
  private async find(policy: string, ref: string | null): Promise<Blame | null> {
    try {
      return await this.blames.of(policy, ref)
    } catch (error) {
      if (error instanceof PolicyError && absent.has(error.code)) return null
      throw error
    }
  }

  private async toSource(context: GraphqlContext, line: BlamedPolicyLine): Promise<BlameSource> {
    const { commit, author, at, broughtBy, changeId } = line
    const change = changeId === null ? null : await this.changes.change(context, changeId)
    const ids = changeId === null ? [] : await this.changes.approversOf(context, changeId)
    return as(BlameSource, {
      ...{ commit, author, at, change: change && toChangeType(change) },
      broughtBy: await this.people.brief(context, broughtBy),
      approvedBy: await Promise.all(ids.map((id) => this.people.brief(context, id))),
    })
  }

  private async toRule(
    context: GraphqlContext,
    { policy, changeOf }: Blame,
    { code, introduced, reworded }: RuleOrigin,
  ): Promise<BlameRule> {
    const version = async (commit: string) => {
      const found = await this.policies.version(context, versionKey(policy, commit))
      if (!found) throw new TypeError('expected a version of the policy')
      return toVersionType(found)
    }
    const changeId = changeOf.get(reworded)
    const change = changeId === undefined ? null : await this.changes.change(context, changeId)
    return as(BlameRule, {
      ...{ code, introduced: await version(introduced), reworded: await version(reworded) },
      change: change && toChangeType(change),
    })
  }
}

const absent: ReadonlySet<string> = new Set(['POLICY_UNKNOWN', 'VERSION_UNKNOWN', 'NOT_PUBLISHED'])
