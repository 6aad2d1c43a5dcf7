import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import { PageArgs, toConnection, type Connection, type GraphqlContext } from '@assize/platform/nest'
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import {
  HoldConnection,
  HoldType,
  PlaceHoldInput,
  PlaceHoldResult,
  ReleaseHoldResult,
  toHoldType,
} from './hold.graphql.js'
import { HoldService } from './hold.service.js'

@Resolver(() => HoldType)
export class HoldResolver {
  constructor(
    @Inject(HoldService) private readonly service: HoldService,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('hold:place', 'audit:read')
  @Query(() => HoldConnection, { description: 'Newest first.' })
  async holds(@Args() page: PageArgs): Promise<Connection<HoldType>> {
    const now = this.clock.now()
    const found = await this.service.page(parsePage(page))
    return toConnection(
      found,
      ({ id }) => [id],
      (hold) => toHoldType(hold, now),
    )
  }

  @Permit('hold:place')
  @Audited<object, HoldType>({ action: 'hold.placed', target: 'hold', made: ({ id }) => id })
  @Mutation(() => PlaceHoldResult)
  async placeHold(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => PlaceHoldInput }) input: PlaceHoldInput,
  ): Promise<HoldType> {
    return toHoldType(await this.service.place(principal.id, input), this.clock.now())
  }

  @Permit('hold:release')
  @Audited({ action: 'hold.released', target: 'hold' })
  @Mutation(() => ReleaseHoldResult, {
    description: 'The first person asks, another confirms: only then the hold ends.',
  })
  async releaseHold(
    @CurrentPrincipal() principal: Principal,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<HoldType> {
    return toHoldType(await this.service.release(principal.id, id), this.clock.now())
  }

  @Permit('hold:place', 'audit:read')
  @ResolveField(() => PersonBrief)
  placedBy(
    @Parent() { facts }: HoldType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, facts.placedBy)
  }

  @Permit('hold:place', 'audit:read')
  @ResolveField(() => PersonBrief, { nullable: true })
  async releaseAskedBy(
    @Parent() { facts }: HoldType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    const { releaseAskedBy } = facts
    return releaseAskedBy === null ? null : this.people.brief(context, releaseAskedBy)
  }

  @Permit('hold:place', 'audit:read')
  @ResolveField(() => PersonBrief, { nullable: true })
  async releasedBy(
    @Parent() { facts }: HoldType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return facts.releasedBy === null ? null : this.people.brief(context, facts.releasedBy)
  }

  @Permit('hold:place', 'audit:read')
  @ResolveField(() => Boolean, {
    description: 'Whether the caller asked for its release, and so may not confirm it.',
  })
  askedByMe(@Parent() { facts }: HoldType, @CurrentPrincipal() principal: Principal): boolean {
    return facts.releaseAskedBy === principal.id
  }
}
