import { Inject } from '@nestjs/common'
import { Query, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import type { InjectionRate } from '../injection-rate.js'
import { InjectionRateType } from './injection.graphql.js'
import { InjectionRates } from './injection-rates.js'

@Resolver()
export class InjectionResolver {
  constructor(@Inject(InjectionRates) private readonly rates: InjectionRates) {}

  @Permit('metrics:read')
  @Query(() => [InjectionRateType], { description: 'Sources with most attempts first.' })
  injectionAttempts(): Promise<readonly InjectionRate[]> {
    return this.rates.list()
  }
}
