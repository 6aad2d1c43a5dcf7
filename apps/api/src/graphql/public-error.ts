import { Logger } from '@nestjs/common'
import { isDomainError, type DomainError } from '@assize/kernel'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

const logger = new Logger('graphql')

/**
 * What a caller is told of an error: refusals and faults of the request by code, anything else only by request id.
 * Where an error has no code, a path says that it arose while answering, and so is ours.
 */
export function publicError(error: unknown, requestId: string): GraphQLFormattedError {
  if (isDomainError(error)) return formatted(error.message, error.code, requestId, error)
  const known = error instanceof GraphQLError ? error : undefined
  const { originalError: cause } = known ?? {}
  if (isDomainError(cause)) return formatted(cause.message, cause.code, requestId, cause)
  if (typeof known?.extensions['code'] === 'string') return withRequestId(known.toJSON(), requestId)
  if (known && !known.path)
    return withRequestId(
      { ...known.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      requestId,
    )
  logger.error('unexpected failure', {
    requestId,
    path: known?.path?.join('.'),
    name: (cause ?? (error as Error)).name,
    // Of the engine's own messages only this one is known to hold no values.
    fault: known?.message.startsWith('Cannot return null') ? known.message : undefined,
    stack: (cause ?? (error as Error)).stack?.split('\n').filter((line) => /^\s+at /.test(line)),
  })
  const masked = formatted(
    `an unexpected failure, logged as request ${requestId}`,
    'INTERNAL',
    requestId,
  )
  return known?.path ? { ...masked, path: known.path } : masked
}

function formatted(
  message: string,
  code: string,
  requestId: string,
  error?: DomainError,
): GraphQLFormattedError {
  return { message, extensions: { code, requestId, ...(error ? { facts: error.facts } : {}) } }
}

const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError => ({
  ...error,
  extensions: { requestId, ...error.extensions },
})
