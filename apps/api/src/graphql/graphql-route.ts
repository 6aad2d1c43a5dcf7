import type { Authenticator } from '@assize/identity/nest'
import { echoedCsrf } from '@assize/identity/nest'
import { requireCsrf } from '@assize/identity'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { OperationTypeNode, type ExecutionResult } from 'graphql'
import { statusOf } from '../http/http-status.js'
import { requestError, selectOperation } from './operation.js'
import { publicError } from './public-error.js'
import { requestContext } from './request-context.js'

interface GraphqlBody {
  readonly query?: unknown
  readonly operationName?: unknown
  readonly variables?: unknown
}

/**
 * `POST /graphql`: one operation a request, as JSON. Nothing is answered to `GET`, so that a link can never act, and
 * batches are not taken: `submitContent` is the batch.
 */
export function serveGraphql(app: FastifyInstance, authenticator: () => Authenticator): void {
  app.post('/graphql', async (request, reply) => {
    try {
      return await answer(app, authenticator(), request)
    } catch (error) {
      return refuse(error, request, reply)
    }
  })
  app.get('/graphql', (request, reply) => {
    reply.header('allow', 'POST')
    const error = requestError('METHOD_REFUSED', 'expected a POST, or a websocket')
    return reply.code(405).send({ data: null, errors: [publicError(error, request.id)] })
  })
}

async function answer(
  app: FastifyInstance,
  authenticator: Authenticator,
  request: FastifyRequest,
): Promise<ExecutionResult> {
  const caller = await authenticator.identify(request.headers)
  const { query, operationName, variables } = bodyOf(request.body)
  const operation = selectOperation(query, operationName)
  if (operation.kind === OperationTypeNode.SUBSCRIPTION)
    throw requestError('TRANSPORT_REFUSED', 'expected subscriptions over graphql-transport-ws')
  if (caller?.session && operation.kind === OperationTypeNode.MUTATION)
    requireCsrf(caller.session, echoedCsrf(request.headers))
  const context = requestContext(request.id, caller?.principal ?? null)
  return app.graphql(operation.source, { ...context }, variables)
}

function bodyOf(body: unknown): GraphqlBody & { variables?: Record<string, unknown> } {
  if (Array.isArray(body)) throw requestError('BATCH_REFUSED', 'expected one operation a request')
  if (typeof body !== 'object' || body === null)
    throw requestError('QUERY_MISSING', 'expected a JSON body with the text of a query')
  const { query, operationName, variables } = body as GraphqlBody
  if (variables == null) return { query, operationName }
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw requestError('VARIABLES_INVALID', 'expected variables as an object')
  return { query, operationName, variables: variables as Record<string, unknown> }
}

/** Faults of the whole request. Validation hands over several at once. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const several = (error as { errors?: unknown }).errors
  const errors = (Array.isArray(several) ? several : [error]).map((each: unknown) =>
    publicError(each, request.id),
  )
  const code = errors[0]?.extensions?.['code']
  return reply.code(statusOf(String(code))).send({ data: null, errors })
}
