import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { GraphqlContext } from '@assize/platform/nest'
import type { FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { grantOf, IdentityError, type Grant as GrantOf, type Principal } from '../index.js'
import type { Caller } from './caller.js'
import { demandKey, type Demand } from './permit.decorator.js'

/** A request to a controller, after the guard has seen who it is from. */
export type IdentifiedRequest = FastifyRequest & { caller?: Caller | null }

const reflector = new Reflector()

export const findPrincipal = (context: GraphqlContext): Principal | null =>
  (context.principal as Principal | undefined) ?? null

/** Throws `UNAUTHENTICATED`, as an error even for mutations: a caller nobody knows is refused all, not one act. */
export function principalOf(context: GraphqlContext): Principal {
  const principal = findPrincipal(context)
  if (principal) return principal
  throw new GraphQLError('expected a caller who is logged in or presents an API key', {
    extensions: { code: 'UNAUTHENTICATED', requestId: context.requestId },
  })
}

/** A method's own demand comes before that of its class. */
export const demandOf = (host: ExecutionContext): Demand | undefined =>
  reflector.getAllAndOverride<Demand | undefined>(demandKey, [host.getHandler(), host.getClass()])

export const isGraphql = (host: ExecutionContext): boolean => host.getType<string>() === 'graphql'

/** The principal behind a resolver or controller call. */
export function principalBehind(host: ExecutionContext): Principal {
  if (isGraphql(host)) return principalOf(host.getArgByIndex<GraphqlContext>(2))
  const { caller } = host.switchToHttp().getRequest<IdentifiedRequest>()
  if (caller) return caller.principal
  throw new IdentityError('UNAUTHENTICATED', 'expected a caller who is logged in or presents a key')
}

/** The widest grant the principal has among the permissions demanded. */
export function grantFor(principal: Principal, demand: Demand | undefined): GrantOf {
  if (demand?.kind !== 'permission') return 'none'
  const grants = demand.anyOf.map((permission) => grantOf(principal, permission))
  return grants.includes('all') ? 'all' : grants.includes('own') ? 'own' : 'none'
}

/** The principal a permitted resolver or controller was called by. */
export const CurrentPrincipal = createParamDecorator((_: unknown, host: ExecutionContext) =>
  principalBehind(host),
)

/** `all` or `own`: how far the method's `@Permit` reaches for this caller. Methods scope what they read by it. */
export const Grant = createParamDecorator((_: unknown, host: ExecutionContext) =>
  grantFor(principalBehind(host), demandOf(host)),
)
