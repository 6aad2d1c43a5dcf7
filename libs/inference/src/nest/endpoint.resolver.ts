import {
  Args,
  Context,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql'
import { LiveEvents } from '@assize/events/nest'
import { grantOf } from '@assize/identity'
import { Audited, findPrincipal, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
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

const onlyManagers = 'Null for callers who neither manage endpoints nor audit.'

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
  @Audited<{ input: SaveEndpointInput }, EndpointType>({
    ...{ action: 'endpoint.saved', target: 'endpoint' },
    ...{ of: ({ input }) => input.id, made: ({ id }) => id },
  })
  @Mutation(() => SaveEndpointResult)
  async saveEndpoint(
    @Args('input', { type: () => SaveEndpointInput }) input: SaveEndpointInput,
  ): Promise<EndpointType> {
    return toEndpointType(await this.service.save({ ...input }))
  }

  @Permit('endpoint:manage')
  @Audited({ action: 'endpoint.switched', target: 'endpoint' })
  @Mutation(() => SaveEndpointResult)
  async setEndpointState(
    @Args('id', { type: () => ID }) id: string,
    @Args('state', { type: () => EndpointStateEnum }) state: EndpointState,
  ): Promise<EndpointType> {
    return toEndpointType(await this.service.setState(id, state))
  }

  @Permit('metrics:read', 'endpoint:manage')
  @Subscription(() => EndpointType, { resolve: toEndpointType })
  async *endpointChanged(@Context() context: GraphqlContext): AsyncGenerator<ReportedEndpoint> {
    for await (const { subject } of this.live.stream(endpointChanged, context.signal)) {
      const found = await this.service.find(subject)
      // One that was removed meanwhile has nothing to show.
      if (found) yield found
    }
  }

  @ResolveField('baseUrl', () => String, { nullable: true, description: onlyManagers })
  baseUrl(@Parent() { baseUrl }: EndpointType, @Context() context: GraphqlContext): string | null {
    return seesAddresses(context) ? baseUrl : null
  }

  @ResolveField('apiKeyEnv', () => String, {
    nullable: true,
    description: `Name of the variable that holds the key. ${onlyManagers}`,
  })
  apiKeyEnv(
    @Parent() { apiKeyEnv }: EndpointType,
    @Context() context: GraphqlContext,
  ): string | null {
    return seesAddresses(context) ? (apiKeyEnv ?? null) : null
  }
}

/** Where models run is the business of those who run them, and of the auditor. */
function seesAddresses(context: GraphqlContext): boolean {
  const principal = findPrincipal(context)
  const permissions = ['endpoint:manage', 'audit:read'] as const
  return principal !== null && permissions.some((each) => grantOf(principal, each) !== 'none')
}

function toEndpointType({ endpoint, reports }: ReportedEndpoint): EndpointType {
  return as(EndpointType, { ...endpoint, ...summariseReports(reports) })
}
