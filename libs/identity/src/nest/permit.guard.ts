import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { GraphQLResolveInfo } from 'graphql'
import { IdentityError, requireCsrf } from '../index.js'
import { AuditedActs } from './audited-acts.js'
import { Authenticator } from './authenticator.js'
import {
  demandOf,
  grantFor,
  isGraphql,
  principalBehind,
  type IdentifiedRequest,
} from './caller-context.js'

const rootTypes = new Set(['Query', 'Mutation', 'Subscription'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Denies by default: every query, mutation, subscription and controller method must say whom it is for. A field of an
 * object is read with its object unless it demands more.
 */
@Injectable()
export class PermitGuard implements CanActivate {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly acts: AuditedActs,
  ) {}

  canActivate(host: ExecutionContext): boolean | Promise<boolean> {
    return isGraphql(host) ? this.admitResolver(host) : this.admitController(host)
  }

  private admitResolver(host: ExecutionContext): boolean | Promise<boolean> {
    const demand = demandOf(host)
    if (demand?.kind === 'anyone') return true
    const info = host.getArgByIndex<GraphQLResolveInfo>(3)
    if (!demand && !rootTypes.has(info.parentType.name)) return true
    return this.admit(host)
  }

  /** GraphQL learns who calls where a request enters; a controller's requests enter here. */
  private async admitController(host: ExecutionContext): Promise<boolean> {
    if (demandOf(host)?.kind === 'anyone') return true
    const request = host.switchToHttp().getRequest<IdentifiedRequest>()
    request.caller = await this.authenticator.identify(request.headers)
    if (request.caller?.session && !safeMethods.has(request.method))
      requireCsrf(request.caller.session, echoedCsrf(request.headers))
    return this.admit(host)
  }

  private admit(host: ExecutionContext): true | Promise<never> {
    const principal = principalBehind(host)
    const demand = demandOf(host)
    if (grantFor(principal, demand) !== 'none') return true
    const anyOf = demand?.kind === 'permission' ? demand.anyOf : []
    return this.turnAway(
      host,
      new IdentityError(
        'FORBIDDEN',
        anyOf.length > 0 ? `expected the permission ${anyOf.join(' or ')}` : 'open to nobody',
        { permissions: anyOf },
      ),
    )
  }

  private async turnAway(host: ExecutionContext, refusal: IdentityError): Promise<never> {
    await this.acts.turnedAway(host, refusal)
    throw refusal
  }
}

export function echoedCsrf(headers: IdentifiedRequest['headers']): string | undefined {
  const echoed = headers['x-csrf-token']
  return typeof echoed === 'string' ? echoed : undefined
}
