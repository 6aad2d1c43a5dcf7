import { parsePage } from '@assize/platform'
import {
  connectionById,
  PageArgs,
  type Connection,
  type GraphqlContext,
} from '@assize/platform/nest'
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { PeopleStore } from '../index.js'
import { AuditList } from './audit-list.js'
import {
  AuditEventConnection,
  AuditEventType,
  AuditFacets,
  AuditFilterInput,
  toAuditEventType,
} from './audit.graphql.js'
import { PeopleLoaders } from './people-loaders.js'
import { Permit } from './permit.decorator.js'
import { PersonBrief } from './person-brief.graphql.js'

/** Who saw, changed and took out what. Nobody reads it but the auditor, not even what is told of themselves. */
@Resolver(() => AuditEventType)
export class AuditResolver {
  constructor(
    private readonly list: AuditList,
    private readonly names: PeopleLoaders,
    private readonly people: PeopleStore,
  ) {}

  @Permit('audit:read')
  @Query(() => AuditEventConnection, { description: 'Newest first.' })
  async auditEvents(
    @Args() page: PageArgs,
    @Args('filter', { type: () => AuditFilterInput, nullable: true }) filter?: AuditFilterInput,
  ): Promise<Connection<AuditEventType>> {
    const found = await this.list.page(filter ?? {}, parsePage(page))
    return connectionById(found, toAuditEventType)
  }

  @Permit('audit:read')
  @Query(() => AuditFacets)
  async auditFacets(): Promise<AuditFacets> {
    const [actions, people, services] = await Promise.all([
      this.list.actions(),
      this.people.listPeople(),
      this.people.listServiceAccounts(),
    ])
    const brief = ({ id, name }: PersonBrief): PersonBrief => ({ id, name })
    return { actions: [...actions], people: people.map(brief), services: services.map(brief) }
  }

  @ResolveField(() => PersonBrief, {
    nullable: true,
    description: 'The person or service account; null for the system itself and for strangers.',
  })
  async actor(
    @Parent() { actorId }: AuditEventType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return actorId === null ? null : this.names.brief(context, actorId)
  }
}
