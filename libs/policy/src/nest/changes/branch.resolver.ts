import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { demandsOn, isPolicyName, type BranchRule as Rule } from '../../index.js'
import { BranchRules } from './branch-rules.service.js'
import {
  Branch,
  BranchCommit,
  BranchDemands,
  BranchRule,
  CherryPickInput,
  CherryPickResult,
  CreateBranchInput,
  CreateBranchResult,
  PolicyDraft,
  RevertCommitInput,
  RevertCommitResult,
  SetBranchRuleInput,
  SetBranchRuleResult,
} from './branch.graphql.js'
import { Branches } from './branches.service.js'

type Input<T> = { readonly input: T }

@Resolver(() => Branch)
export class BranchResolver {
  constructor(
    @Inject(Branches) private readonly branchWork: Branches,
    @Inject(BranchRules) private readonly rules: BranchRules,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('policy:read')
  @Query(() => [Branch])
  async branches(): Promise<Branch[]> {
    return [...(await this.branchWork.list())]
  }

  @Permit('policy:read')
  @ResolveField('asks', () => BranchDemands, { description: 'Of whoever moves it.' })
  async asks(
    @Parent() { name }: Branch,
    @Context() context: GraphqlContext,
  ): Promise<BranchDemands> {
    const load = async (names: readonly string[]) => {
      const rules = await this.rules.list()
      return new Map(names.map((branch) => [branch, demandsOn(branch, rules)]))
    }
    const demands = await requestLoader(context, 'policy.branch-demands', load).load(name)
    const { requiredApprovals, requiredChecks, directCommits, judgedBy } =
      demands ?? demandsOn(name, [])
    const pattern = demands && 'pattern' in demands ? (demands as Rule).pattern : null
    const asked = { requiredApprovals, requiredChecks, directCommits, judgedBy }
    return as(BranchDemands, { pattern, ...asked })
  }

  @Permit('policy:read')
  @Query(() => PolicyDraft, { nullable: true })
  async policyDraft(
    @Args('policy', { type: () => String }) policy: string,
    @Args('branch', { type: () => String }) branch: string,
  ): Promise<PolicyDraft | null> {
    const found = isPolicyName(policy) ? await this.branchWork.find(branch) : null
    const files = found && (await this.branchWork.files(policy, found.head))
    if (!found || !files) return null
    const { text, manifestYaml, cases } = files
    return as(PolicyDraft, {
      ...{ policy, branch: found.name, head: found.head },
      ...{ text: text ?? '', manifestYaml: manifestYaml ?? '', cases: cases ?? '' },
    })
  }

  @Permit('policy:read')
  @Query(() => [BranchRule], { description: 'Those that hold, one a pattern.' })
  async branchRules(@Context() context: GraphqlContext): Promise<BranchRule[]> {
    const rules = await this.rules.list()
    return Promise.all(rules.map((rule) => this.toRule(context, rule)))
  }

  @Permit('policy:draft')
  @Audited<Input<CreateBranchInput>>({
    ...{ action: 'branch.created', target: 'branch', of: ({ input }) => input.name },
  })
  @Mutation(() => CreateBranchResult)
  async createBranch(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => CreateBranchInput }) { name, from }: CreateBranchInput,
  ): Promise<Branch> {
    return as(Branch, { ...(await this.branchWork.create(name, from ?? 'main', by)) })
  }

  @Permit('policy:draft')
  @Audited<Input<CherryPickInput>>({
    ...{ action: 'branch.picked', target: 'branch', of: ({ input }) => input.onto },
  })
  @Mutation(() => CherryPickResult, {
    description: 'Does to a branch what a commit did elsewhere.',
  })
  async cherryPick(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => CherryPickInput }) { commit, onto }: CherryPickInput,
  ): Promise<BranchCommit> {
    const { name, head } = await this.branchWork.pick({ commit, onto, by })
    return as(BranchCommit, { branch: name, commit: head })
  }

  @Permit('policy:draft')
  @Audited<Input<RevertCommitInput>>({
    ...{ action: 'branch.reverted', target: 'branch', of: ({ input }) => input.onto },
  })
  @Mutation(() => RevertCommitResult, {
    description: 'Undoes on a branch, by a further commit, what a commit did.',
  })
  async revertCommit(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => RevertCommitInput }) { commit, onto }: RevertCommitInput,
  ): Promise<BranchCommit> {
    const { name, head } = await this.branchWork.revert({ commit, onto, by })
    return as(BranchCommit, { branch: name, commit: head })
  }

  @Permit('policy:approve')
  @Audited<Input<SetBranchRuleInput>, BranchRule>({
    ...{ action: 'branch-rule.set', target: 'branch-rule', of: () => null, made: ({ id }) => id },
  })
  @Mutation(() => SetBranchRuleResult, {
    description: 'Stands in place of the pattern’s rule before.',
  })
  async setBranchRule(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => SetBranchRuleInput }) input: SetBranchRuleInput,
    @Context() context: GraphqlContext,
  ): Promise<BranchRule> {
    const { judgedBy: wish, reason = null, ...rule } = input
    const named = wish && { ...{ endpoint: null, model: null, effort: null }, ...wish }
    return this.toRule(context, await this.rules.set({ ...rule, judgedBy: named, reason }, by.id))
  }

  private async toRule(context: GraphqlContext, rule: Rule): Promise<BranchRule> {
    return as(BranchRule, { ...rule, setBy: await this.people.brief(context, rule.setBy) })
  }
}
