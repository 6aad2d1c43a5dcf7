import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { CurrentPrincipal, PeopleLoaders, Permit, PersonBrief } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { HoldType } from './hold.graphql.js'

/** Who placed a hold, who asked for its end and who confirmed it. */
@Permit('hold:place', 'audit:read')
@Resolver(() => HoldType)
export class HoldFieldsResolver {
  constructor(@Inject(PeopleLoaders) private readonly people: PeopleLoaders) {}

  @ResolveField(() => PersonBrief)
  placedBy(
    @Parent() { facts }: HoldType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, facts.placedBy)
  }

  @ResolveField(() => PersonBrief, { nullable: true })
  releaseAskedBy(
    @Parent() { facts }: HoldType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return this.people.brief(context, facts.releaseAskedBy)
  }

  @ResolveField(() => PersonBrief, { nullable: true })
  releasedBy(
    @Parent() { facts }: HoldType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return this.people.brief(context, facts.releasedBy)
  }

  @ResolveField(() => Boolean, {
    description: 'Whether the caller asked for its release, and so may not confirm it.',
  })
  askedByMe(@Parent() { facts }: HoldType, @CurrentPrincipal() principal: Principal): boolean {
    return facts.releaseAskedBy === principal.id
  }
}
