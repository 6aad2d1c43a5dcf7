import { Logger } from '@nestjs/common'
import { isDomainError } from '@assize/kernel'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { statusOf } from './http-status.js'

const logger = new Logger('http')

/** The same fields as GraphQL's `Refusal`. */
export interface HttpRefusal {
  readonly code: string
  readonly message: string
  readonly requestId: string
  readonly facts?: unknown
}

/** Fastify's own faults in our words; whatever else it says is about the request's form. */
const ownWords: Readonly<Record<string, readonly [code: string, message: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'expected a smaller body'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['BODY_TYPE_REFUSED', 'expected content-type application/json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BODY_INVALID', 'expected a JSON body, saw none'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['BODY_INVALID', 'expected a JSON body'],
  BODY_NOT_UTF8: ['BODY_NOT_UTF8', 'expected a body in UTF-8'],
}

/** Answers every failure outside GraphQL as JSON: refusals by code, bugs by request id only. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = toRefusal(error, request)
  const { retryAfterSeconds } = (refusal.facts ?? {}) as { retryAfterSeconds?: number }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  return reply.code(statusOf(refusal.code)).send(bodyFor(request, refusal))
}

export function answerUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = 'expected a path this server knows'
  const refusal = { code: 'PATH_UNKNOWN', message, requestId: request.id }
  return reply.code(statusOf(refusal.code)).send(refusal)
}

function toRefusal(
  error: FastifyError,
  { id: requestId, method, url }: FastifyRequest,
): HttpRefusal {
  if (isDomainError(error))
    return { code: error.code, message: error.message, requestId, facts: error.facts }
  const words = ownWords[error.code]
  if (words) return { code: words[0], message: words[1], requestId }
  const status = error.statusCode ?? (error as { status?: unknown }).status
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { code: 'REQUEST_INVALID', message: 'expected a well-formed request', requestId }
  logger.error('unexpected failure', {
    requestId,
    method,
    path: url.split('?')[0],
    name: error.name,
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
  })
  const message = `an unexpected failure, logged as request ${requestId}`
  return { code: 'INTERNAL', message, requestId }
}

/** A GraphQL client is answered in the form it reads, also when its body never became a request. */
function bodyFor(request: FastifyRequest, refusal: HttpRefusal): object {
  if (request.routeOptions.url !== '/graphql') return refusal
  const { code, message, requestId, facts } = refusal
  return { data: null, errors: [{ message, extensions: { code, requestId, facts } }] }
}
