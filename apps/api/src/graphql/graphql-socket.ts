import { randomUUID } from 'node:crypto'
import { type Principal } from '@assize/identity'
import type { Authenticator } from '@assize/identity/nest'
import {
  GraphQLError,
  OperationTypeNode,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql'
import type { Context, ServerOptions } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import { limits, requireSimple } from './limits.js'
import { requestError, selectOperation } from './operation.js'
import { publicError } from './public-error.js'
import { requestContext } from './request-context.js'
import { subscribePerEvent } from './subscribe-per-event.js'

const unauthorized = 4401

export interface SocketExtra extends Extra, Record<PropertyKey, unknown> {
  principal?: Principal
  recheck?: NodeJS.Timeout
}

type Params = Record<string, unknown>
type SocketContext = Context<Params, SocketExtra>

/** What travels with one subscription from its start to its end. */
interface SubscriptionContext {
  readonly principal: Principal
  readonly requestId: string
  readonly stopped: AbortController
}

/**
 * Subscriptions over graphql-transport-ws. The caller is known by cookie, or by `authorization` in the first message,
 * and looked at again while the socket is open: who logs out or loses a key hears nothing more.
 */
export function socketOptions(
  schema: () => GraphQLSchema,
  authenticator: () => Authenticator,
  rules: readonly ValidationRule[],
  { recheckMs } = { recheckMs: 60_000 },
): ServerOptions<Params, SocketExtra> {
  return {
    onConnect: async (context: SocketContext) => {
      const principal = await principalOf(authenticator(), context)
      if (!principal) return shut(context)
      context.extra.principal = principal
      context.extra.recheck = setInterval(() => {
        void principalOf(authenticator(), context).then((still) => still ?? shut(context))
      }, recheckMs)
      return true
    },
    onClose: (context: SocketContext) => clearInterval(context.extra.recheck),
    onSubscribe: (context: SocketContext, _id, payload) => {
      const requestId = randomUUID()
      try {
        if (Object.keys(context.subscriptions).length > limits.subscriptionsPerSocket)
          throw requestError('TOO_MANY_SUBSCRIPTIONS', 'expected fewer subscriptions at once', {
            most: limits.subscriptionsPerSocket,
          })
        return execution(context, payload, schema(), rules, requestId)
      } catch (error) {
        return toErrors(error, requestId)
      }
    },
    subscribe: (args) => {
      const { principal, requestId, stopped } = args.contextValue as SubscriptionContext
      const fresh = () => requestContext(requestId, principal, stopped.signal)
      const stop = () => stopped.abort()
      return subscribePerEvent({ ...args, contextValue: fresh() }, fresh, stop)
    },
    onNext: (_context, _id, _payload, args, { errors, ...result }) => {
      const { requestId } = args.contextValue as SubscriptionContext
      if (!errors) return undefined
      return { ...result, errors: errors.map((error) => asGraphQLError(error, requestId)) }
    },
    onError: (_context, _id, _payload, errors) => {
      const requestId = randomUUID()
      return errors.map((error) => publicError(error, requestId))
    },
  }
}

function execution(
  context: SocketContext,
  payload: { query: string; operationName?: string | null; variables?: Params | null },
  schema: GraphQLSchema,
  rules: readonly ValidationRule[],
  requestId: string,
): ExecutionArgs | readonly GraphQLError[] {
  const { principal } = context.extra
  const { kind, document } = selectOperation(payload.query, payload.operationName)
  if (!principal || kind !== OperationTypeNode.SUBSCRIPTION)
    throw requestError('TRANSPORT_REFUSED', 'expected a subscription; the rest travels over POST')
  const errors = validate(schema, document, [...specifiedRules, ...rules])
  if (errors.length > 0) return errors
  const variableValues = payload.variables ?? {}
  requireSimple(schema, document, variableValues)
  const stopped = new AbortController()
  const contextValue: SubscriptionContext = { principal, requestId, stopped }
  return { schema, document, variableValues, contextValue }
}

async function principalOf(
  authenticator: Authenticator,
  { connectionParams, extra }: SocketContext,
): Promise<Principal | null> {
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization']
  const { authorization, cookie } = extra.request.headers
  const headers = { authorization: typeof given === 'string' ? given : authorization, cookie }
  const caller = await authenticator.identify(headers, { note: false }).catch(() => null)
  return caller?.principal ?? null
}

function shut({ extra }: SocketContext): false {
  clearInterval(extra.recheck)
  extra.socket.close(unauthorized, 'Unauthorized')
  return false
}

const toErrors = (error: unknown, requestId: string): readonly GraphQLError[] => [
  error instanceof GraphQLError ? error : asGraphQLError(error, requestId),
]

function asGraphQLError(error: unknown, requestId: string): GraphQLError {
  const { message, extensions, path } = publicError(error, requestId)
  return new GraphQLError(message, { extensions: extensions ?? {}, ...(path ? { path } : {}) })
}
