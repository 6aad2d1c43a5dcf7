import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import { connectionById, PageArgs, type Connection } from '@assize/platform/nest'
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql'
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
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('hold:place', 'audit:read')
  @Query(() => HoldConnection, { description: 'Newest first.' })
  async holds(@Args() page: PageArgs): Promise<Connection<HoldType>> {
    const now = this.clock.now()
    return connectionById(await this.service.page(parsePage(page)), (hold) => toHoldType(hold, now))
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
}
