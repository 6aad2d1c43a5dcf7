import { Injectable } from '@nestjs/common'
import { parsePage, type Page } from '@assize/platform'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { PolicyVersion, Publication } from '../index.js'
import { PolicyService } from './policy.service.js'

/** One query a request for whatever its fields ask of policies, however many fields ask. */
@Injectable()
export class PolicyLoaders {
  constructor(private readonly policies: PolicyService) {}

  /** By version key (`versionKey`); for rooms that show the version a record names. */
  version(context: GraphqlContext, key: string): Promise<PolicyVersion | null> {
    return requestLoader(context, 'policy.version', (keys) => this.policies.byCommits(keys)).load(
      key,
    )
  }

  inForce(context: GraphqlContext, policy: string): Promise<PolicyVersion | null> {
    const load = (names: readonly string[]) => this.policies.findInForce(names)
    return requestLoader(context, 'policy.in-force', load).load(policy)
  }

  async publications(context: GraphqlContext, policy: string): Promise<readonly Publication[]> {
    const load = (names: readonly string[]) => this.policies.publications(names)
    return (await requestLoader(context, 'policy.publications', load).load(policy)) ?? []
  }

  /** Policies that are listed together with equal arguments share a query. */
  versions(
    context: GraphqlContext,
    policy: string,
    args: { readonly first?: number; readonly after?: string },
  ): Promise<Page<PolicyVersion> | null> {
    const request = parsePage(args)
    const name = `policy.versions ${JSON.stringify(request)}`
    const load = (names: readonly string[]) => this.policies.versions(names, request)
    return requestLoader(context, name, load).load(policy)
  }
}
