import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { dueAt, versionKey } from '../../index.js'
import { PolicyLoaders } from '../policy-loaders.js'
import { PolicyVersionType, PublicationType } from '../policy-version.graphql.js'
import { toVersionType } from '../to-graphql.js'
import { RollbackApprovalType } from './release.graphql.js'
import { Rollbacks } from './rollbacks.service.js'

/** What stands behind a publication: which version came into force, and who approved that afterwards. */
@Resolver(() => PublicationType)
export class PublishedVersionResolver {
  constructor(
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(Rollbacks) private readonly rollbacks: Rollbacks,
  ) {}

  @Permit('policy:read')
  @ResolveField('version', () => PolicyVersionType, { nullable: true })
  async version(
    @Parent() { policy, commit }: PublicationType,
    @Context() context: GraphqlContext,
  ): Promise<PolicyVersionType | null> {
    const version = await this.policies.version(context, versionKey(policy, commit))
    return version && toVersionType(version)
  }

  @Permit('policy:read')
  @ResolveField('approval', () => RollbackApprovalType, {
    nullable: true,
    description: 'Of an emergency rollback, once there is one.',
  })
  async approval(
    @Parent() publication: PublicationType,
    @Context() context: GraphqlContext,
  ): Promise<RollbackApprovalType | null> {
    if (!publication.emergency) return null
    const load = (ids: readonly string[]) => this.rollbacks.among(ids)
    const rollback = await requestLoader(context, 'policy.rollbacks', load).load(publication.id)
    if (!rollback?.approval) return null
    const { approvedBy, approvedAt, note } = rollback.approval
    return as(RollbackApprovalType, {
      ...{ publication, approvedAt, note, late: approvedAt > dueAt(rollback) },
      approvedBy: await this.people.brief(context, approvedBy),
    })
  }
}
