import { Args, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql'
import type { Notice } from '@assize/events'
import { LiveEvents } from '@assize/events/nest'
import { Permit } from '@assize/identity/nest'
import { as } from '@assize/platform/nest'
import type { EndpointState } from '../endpoint.js'
import type { ReportedEndpoint } from '../endpoint-store.js'
import { endpointChanged } from '../jobs.js'
import { summariseReports } from '../summarise-reports.js'
import {
  EndpointStateEnum,
  EndpointType,
  SaveEndpointInput,
  SaveEndpointResult,
} from './endpoint.graphql.js'
import { EndpointService } from './endpoint.service.js'

@Resolver(() => EndpointType)
export class EndpointResolver {
  constructor(
    private readonly service: EndpointService,
    private readonly live: LiveEvents,
  ) {}

  @Permit('metrics:read', 'endpoint:manage')
  @Query(() => [EndpointType])
  async endpoints(): Promise<EndpointType[]> {
    return (await this.service.list()).map(toEndpointType)
  }

  @Permit('endpoint:manage')
  @Mutation(() => SaveEndpointResult)
  async saveEndpoint(
    @Args('input', { type: () => SaveEndpointInput }) input: SaveEndpointInput,
  ): Promise<EndpointType> {
    return toEndpointType(await this.service.save({ ...input }))
  }

  @Permit('endpoint:manage')
  @Mutation(() => SaveEndpointResult)
  async setEndpointState(
    @Args('id', { type: () => ID }) id: string,
    @Args('state', { type: () => EndpointStateEnum }) state: EndpointState,
  ): Promise<EndpointType> {
    return toEndpointType(await this.service.setState(id, state))
  }

  @Permit('metrics:read', 'endpoint:manage')
  @Subscription(() => EndpointType, {
    async resolve(this: EndpointResolver, notice: { subject: string }) {
      const found = await this.service.find(notice.subject)
      return found && toEndpointType(found)
    },
  })
  endpointChanged(): AsyncIterableIterator<Notice> {
    return this.live.stream(endpointChanged)
  }
}

const toEndpointType = ({ endpoint, reports }: ReportedEndpoint): EndpointType =>
  as(EndpointType, { ...endpoint, ...summariseReports(reports) })
