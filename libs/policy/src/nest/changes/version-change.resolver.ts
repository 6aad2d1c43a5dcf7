import { Inject } from '@nestjs/common'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { PeopleLoaders, Permit, PersonBrief } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { PolicyVersionType } from '../policy-version.graphql.js'
import { ChangeType } from './change.graphql.js'
import { ChangeLoaders } from './change-loaders.js'
import { toChangeType } from './change.resolver.js'

/** What stands behind a version: the change that brought it and who approved that. */
@Resolver(() => PolicyVersionType)
export class VersionChangeResolver {
  constructor(
    @Inject(ChangeLoaders) private readonly changes: ChangeLoaders,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('policy:read')
  @ResolveField('change', () => ChangeType, {
    nullable: true,
    description: 'None for what was committed without one.',
  })
  async change(
    @Parent() { commit }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<ChangeType | null> {
    const change = await this.changes.mergedAs(context, commit)
    return change && toChangeType(change)
  }

  @Permit('policy:read')
  @ResolveField('authors', () => [PersonBrief], {
    description: 'Everybody whose work it holds, its author among them; none of them publishes it.',
  })
  authors(
    @Parent() { authorId, authorIds }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief[]> {
    const ids = [...new Set([authorId, ...authorIds])]
    return Promise.all(ids.map((id) => this.people.brief(context, id)))
  }

  @Permit('policy:read')
  @ResolveField('approvedBy', () => [PersonBrief], {
    description: 'Of its change: whose approvals counted when it was merged.',
  })
  async approvedBy(
    @Parent() { commit }: PolicyVersionType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief[]> {
    const change = await this.changes.mergedAs(context, commit)
    const ids = change ? await this.changes.approversOf(context, change.id) : []
    return Promise.all(ids.map((id) => this.people.brief(context, id)))
  }
}
