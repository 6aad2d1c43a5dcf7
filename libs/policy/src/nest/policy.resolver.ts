import {
  Args,
  Context,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { as, toConnection, type GraphqlContext } from '@assize/platform/nest'
import { PolicyError, type VersionEntry } from '../index.js'
import { BranchCommit } from './changes/branch.graphql.js'
import { Branches } from './changes/branches.service.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyLoaders } from './policy-loaders.js'
import {
  CommitPolicyInput,
  CommitPolicyResult,
  PublishPolicyInput,
  PublishPolicyResult,
} from './policy-mutations.graphql.js'
import { PolicyVersionType, PublicationType } from './policy-version.graphql.js'
import { PolicyComparison, PolicyType, PolicyVersionConnection } from './policy.graphql.js'
import { PolicyService } from './policy.service.js'
import { toPublicationType, toPublicationTypes, toVersionType } from './to-graphql.js'

@Resolver(() => PolicyType)
export class PolicyResolver {
  constructor(
    private readonly policies: PolicyService,
    private readonly changes: PolicyChanges,
    private readonly loaders: PolicyLoaders,
    private readonly branches: Branches,
  ) {}

  @Permit('policy:read')
  @Query(() => [PolicyType], { name: 'policies' })
  async listPolicies(): Promise<PolicyType[]> {
    return (await this.policies.list()).map(toPolicyType)
  }

  @Permit('policy:read')
  @Query(() => PolicyType, { name: 'policy', nullable: true })
  async findPolicy(@Args('name', { type: () => String }) name: string): Promise<PolicyType | null> {
    const head = await this.policies.findHead(name)
    return head && toPolicyType(head)
  }

  @Permit('policy:read')
  @Query(() => PolicyVersionType, { nullable: true })
  async policyVersion(
    @Args('policy', { type: () => String }) policy: string,
    @Args('ref', { type: () => String }) ref: string,
  ): Promise<PolicyVersionType | null> {
    const version = await orNull(this.policies.at(policy, ref))
    return version && toVersionType(version)
  }

  @Permit('policy:read')
  @Query(() => PolicyComparison, { nullable: true })
  async comparePolicy(
    @Args('policy', { type: () => String }) policy: string,
    @Args('base', { type: () => String }) base: string,
    @Args('head', { type: () => String }) head: string,
  ): Promise<PolicyComparison | null> {
    const comparison = await orNull(this.policies.compare(policy, base, head))
    return (
      comparison && {
        ...comparison,
        base: toVersionType(comparison.base),
        head: toVersionType(comparison.head),
        lines: [...comparison.lines],
        rules: [...comparison.rules],
      }
    )
  }

  @Permit('policy:draft')
  @Audited<{ input: CommitPolicyInput }>({
    ...{ action: 'policy.committed', target: 'policy', of: ({ input }) => input.policy },
  })
  @Mutation(() => CommitPolicyResult)
  async commitPolicy(
    @CurrentPrincipal() { id, name }: Principal,
    @Args('input', { type: () => CommitPolicyInput }) input: CommitPolicyInput,
  ): Promise<PolicyVersionType | BranchCommit> {
    const { policy, text, manifest, cases = null, message, parent = null, branch } = input
    const author = { id, name }
    const commit = { policy, text, manifestYaml: manifest, cases, message, parent, author }
    if (branch == null) return toVersionType(await this.changes.commitPolicy(commit))
    const { head } = await this.branches.commit({ ...commit, branch })
    return as(BranchCommit, { branch, commit: head })
  }

  @Permit('policy:activate')
  @Audited<{ input: PublishPolicyInput }>({
    ...{ action: 'policy.published', target: 'policy', of: ({ input }) => input.policy },
  })
  @Mutation(() => PublishPolicyResult)
  async publishPolicy(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => PublishPolicyInput }) { policy, ref, note }: PublishPolicyInput,
  ): Promise<PublicationType> {
    const publication = await this.changes.publishPolicy({
      ...{ policy, ref, note: note ?? null },
      publishedBy: principal.id,
      publisher: principal.name,
    })
    return toPublicationType(publication)
  }

  @ResolveField('inForce', () => PolicyVersionType, { nullable: true })
  async inForce(
    @Parent() { name }: PolicyType,
    @Context() context: GraphqlContext,
  ): Promise<PolicyVersionType | null> {
    const version = await this.loaders.inForce(context, name)
    return version && toVersionType(version)
  }

  @ResolveField('versions', () => PolicyVersionConnection, { description: 'Newest first.' })
  async versions(
    @Parent() { name }: PolicyType,
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
  ): Promise<PolicyVersionConnection> {
    const args = { ...(first == null ? {} : { first }), ...(after == null ? {} : { after }) }
    const page = await this.loaders.versions(context, name, args)
    return toConnection(
      page ?? { items: [], hasNextPage: false, hasPreviousPage: after != null },
      ({ sequence }) => [String(sequence)],
      toVersionType,
    )
  }

  @ResolveField('publications', () => [PublicationType], { description: 'Newest first.' })
  async publications(
    @Parent() { name }: PolicyType,
    @Context() context: GraphqlContext,
  ): Promise<PublicationType[]> {
    return toPublicationTypes(await this.loaders.publications(context, name)).reverse()
  }
}

const toPolicyType = ({ policy, title }: VersionEntry): PolicyType => ({ name: policy, title })

/** What nobody made is answered with nothing; every other refusal stays one. */
async function orNull<T extends object>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof PolicyError && absences.has(error.code)) return null
    throw error
  }
}

const absences: ReadonlySet<string> = new Set([
  'POLICY_UNKNOWN',
  'VERSION_UNKNOWN',
  'NOT_PUBLISHED',
])
