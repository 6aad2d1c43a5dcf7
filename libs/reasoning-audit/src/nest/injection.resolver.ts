import { Inject } from '@nestjs/common'
import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { PeopleLoaders, Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import type { InjectionRate } from '../injection-rate.js'
import { InjectionRateType } from './injection.graphql.js'
import { InjectionRates } from './injection-rates.js'

@Resolver(() => InjectionRateType)
export class InjectionResolver {
  constructor(
    @Inject(InjectionRates) private readonly rates: InjectionRates,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('metrics:read')
  @Query(() => [InjectionRateType], { description: 'Sources with most attempts first.' })
  injectionAttempts(): Promise<readonly InjectionRate[]> {
    return this.rates.list()
  }

  @Permit('metrics:read')
  @ResolveField(() => String, { description: 'What that account is called.' })
  sourceName(
    @Parent() { source }: InjectionRate,
    @Context() context: GraphqlContext,
  ): Promise<string> {
    return this.people.name(context, source)
  }
}
