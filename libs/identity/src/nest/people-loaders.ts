import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { Injectable } from '@nestjs/common'
import { IdentityService } from './identity.service.js'
import type { PersonBrief } from './person-brief.graphql.js'

/** One query a request for the names behind whatever its fields show. */
@Injectable()
export class PeopleLoaders {
  constructor(private readonly identity: IdentityService) {}

  /** Named by the id itself where no account stands behind it. */
  async brief(context: GraphqlContext, id: string): Promise<PersonBrief> {
    const load = async () =>
      new Map((await this.identity.listPeople()).map((person) => [person.id, person.name]))
    const name = await requestLoader(context, 'identity.person-name', load).load(id)
    return { id, name: name ?? id }
  }
}
