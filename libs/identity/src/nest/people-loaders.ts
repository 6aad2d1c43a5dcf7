import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { Injectable } from '@nestjs/common'
import { IdentityService } from './identity.service.js'
import type { PersonBrief } from './person-brief.graphql.js'

/** One query a request for the names behind whatever its fields show. */
@Injectable()
export class PeopleLoaders {
  constructor(private readonly identity: IdentityService) {}

  /** The id itself where no account stands behind it: it is a name already. */
  async name(context: GraphqlContext, id: string): Promise<string> {
    const load = (ids: readonly string[]) => this.identity.findNames(ids)
    return (await requestLoader(context, 'identity.name', load).load(id)) ?? id
  }

  /** Null where nobody did it yet. */
  async brief(context: GraphqlContext, id: string): Promise<PersonBrief>
  async brief(context: GraphqlContext, id: string | null): Promise<PersonBrief | null>
  async brief(context: GraphqlContext, id: string | null): Promise<PersonBrief | null> {
    return id === null ? null : { id, name: await this.name(context, id) }
  }
}
