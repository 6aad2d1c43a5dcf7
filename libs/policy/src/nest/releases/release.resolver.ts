import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Clock } from '@assize/kernel'
import { grantOf, IdentityError, type Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { checkWords, dueAt, isOverdue, versionKey, type ReleaseArm } from '../../index.js'
import { PolicyLoaders } from '../policy-loaders.js'
import { PolicyVersionType, PublicationType } from '../policy-version.graphql.js'
import { PolicyType } from '../policy.graphql.js'
import { PolicyService } from '../policy.service.js'
import { toPublicationType, toVersionType } from '../to-graphql.js'
import {
  ApprovalDue,
  ApproveRollbackInput,
  ApproveRollbackResult,
  ReleaseArmType,
  RollbackApprovalType,
  RollbackPolicyInput,
  RollbackPolicyResult,
  SetReleaseArmInput,
  SetReleaseArmResult,
} from './release.graphql.js'
import { PolicyReleases } from './policy-releases.service.js'
import { Rollbacks } from './rollbacks.service.js'

type Input<T> = { readonly input: T }
const ofPolicy = ({ input }: Input<{ readonly policy: string }>) => input.policy

@Resolver(() => PolicyType)
export class ReleaseResolver {
  constructor(
    @Inject(PolicyReleases) private readonly releases: PolicyReleases,
    @Inject(Rollbacks) private readonly rollbacks: Rollbacks,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(PolicyLoaders) private readonly loaders: PolicyLoaders,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('policy:read')
  @Query(() => PolicyVersionType, {
    nullable: true,
    description: 'Under which version it was judged then.',
  })
  async policyInForce(
    @Args('policy', { type: () => String }) policy: string,
    @Args('at', { type: () => Date }) at: Date,
  ): Promise<PolicyVersionType | null> {
    const version = (await this.policies.findInForce([policy], at)).get(policy)
    return version ? toVersionType(version) : null
  }

  @Permit('policy:read')
  @Query(() => [ApprovalDue], {
    description: 'Emergency rollbacks nobody approved yet, oldest first.',
  })
  async approvalsDue(@CurrentPrincipal() by: Principal): Promise<ApprovalDue[]> {
    const now = this.clock.now()
    return (await this.rollbacks.due()).map((rollback) => ({
      policy: rollback.publication.policy,
      publication: toPublicationType(rollback.publication),
      ...{ dueAt: dueAt(rollback), overdue: isOverdue(rollback, now) },
      mine: rollback.publication.publishedBy === by.id,
    }))
  }

  @Permit('policy:read')
  @ResolveField('arms', () => [ReleaseArmType], {
    description: 'Beside the version in force, now.',
  })
  async arms(
    @Parent() { name }: PolicyType,
    @Context() context: GraphqlContext,
  ): Promise<ReleaseArmType[]> {
    const load = (policies: readonly string[]) => this.releases.armsOfEach(policies)
    const arms = await requestLoader(context, 'policy.arms', load).load(name)
    return Promise.all([...(arms?.values() ?? [])].map((arm) => this.toArm(context, arm)))
  }

  @Permit('policy:read')
  @ResolveField('armHistory', () => [ReleaseArmType], { description: 'Newest first.' })
  async armHistory(
    @Parent() { name }: PolicyType,
    @Context() context: GraphqlContext,
  ): Promise<ReleaseArmType[]> {
    const arms = await this.releases.history(name)
    return Promise.all(arms.slice(0, 100).map((arm) => this.toArm(context, arm)))
  }

  @Permit('policy:activate')
  @Audited<Input<SetReleaseArmInput>>({
    ...{ action: 'policy.release-arm-set', target: 'policy', of: ofPolicy },
  })
  @Mutation(() => SetReleaseArmResult)
  async setReleaseArm(
    @CurrentPrincipal() { id: by }: Principal,
    @Args('input', { type: () => SetReleaseArmInput }) input: SetReleaseArmInput,
    @Context() context: GraphqlContext,
  ): Promise<ReleaseArmType> {
    const { policy, arm, ref = null, share = null, note = null } = input
    return this.toArm(context, await this.releases.set({ policy, arm, ref, share, note, by }))
  }

  @Permit('policy:rollback', 'policy:draft')
  @Audited<Input<RollbackPolicyInput>>({
    ...{ action: 'policy.rolled-back', target: 'policy', of: ofPolicy },
  })
  @Mutation(() => RollbackPolicyResult, {
    description: 'Authors may in an emergency only, approvers always.',
  })
  async rollbackPolicy(
    @CurrentPrincipal() by: Principal,
    @Args('input', { type: () => RollbackPolicyInput }) input: RollbackPolicyInput,
  ): Promise<PublicationType> {
    const { policy, ref = null, reason } = input
    const emergency = input.emergency ?? false
    if (!emergency && grantOf(by, 'policy:rollback') !== 'all')
      throw new IdentityError('FORBIDDEN', 'expected the permission policy:rollback', {
        permission: 'policy:rollback',
      })
    return toPublicationType(await this.rollbacks.rollBack({ policy, ref, reason, emergency, by }))
  }

  @Permit('policy:approve')
  @Audited<Input<ApproveRollbackInput>>({
    ...{ action: 'policy.rollback-approved', target: 'publication' },
    of: ({ input }) => input.publicationId,
  })
  @Mutation(() => ApproveRollbackResult)
  async approveRollback(
    @CurrentPrincipal() { id: by }: Principal,
    @Args('input', { type: () => ApproveRollbackInput }) input: ApproveRollbackInput,
    @Context() context: GraphqlContext,
  ): Promise<RollbackApprovalType> {
    const note = checkWords(input.note ?? '', 'note') || null
    const approved = await this.rollbacks.approve(input.publicationId, by, note)
    const approvedAt = approved.approval?.approvedAt ?? this.clock.now()
    return as(RollbackApprovalType, {
      publication: toPublicationType(approved.publication),
      approvedBy: await this.people.brief(context, by),
      ...{ approvedAt, note, late: approvedAt > dueAt(approved) },
    })
  }

  private async toArm(context: GraphqlContext, arm: ReleaseArm): Promise<ReleaseArmType> {
    const { id, policy, commit, share, note, setAt } = arm
    const version =
      commit === null ? null : await this.loaders.version(context, versionKey(policy, commit))
    return as(ReleaseArmType, {
      ...{ id, arm: arm.arm, share, note, setAt },
      version: version && toVersionType(version),
      setBy: await this.people.brief(context, arm.setBy),
    })
  }
}
