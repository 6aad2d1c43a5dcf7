import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import { isDomainError, type DomainError } from '@assize/kernel'
import { GraphQLError, getNamedType, isUnionType, type GraphQLResolveInfo } from 'graphql'
import { errorFields } from '../error-fields.js'
import { as, Refusal } from './refusal.graphql.js'
import type { GraphqlContext } from './graphql-context.js'
import { unfitRefusal } from './unfit-value.js'

/**
 * The one place where errors become GraphQL. A refusal is a member of the mutation's result where it has one, an
 * error with `extensions.code` elsewhere; anything else is a bug: logged with its request id, masked for the caller.
 */
@Catch()
export class DomainErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('graphql')

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() !== 'graphql') throw error
    const context = host.getArgByIndex<GraphqlContext | undefined>(2)
    const info = host.getArgByIndex<GraphQLResolveInfo | undefined>(3)
    const requestId = context?.requestId ?? 'none'
    if (error instanceof GraphQLError) throw error
    const refusal = isDomainError(error) ? error : unfitRefusal(error)
    if (refusal) return refuse(refusal, requestId, info)
    this.logger.error('unexpected failure', {
      requestId,
      field: info?.fieldName,
      ...errorFields(error),
    })
    throw new GraphQLError(`an unexpected failure, logged as request ${requestId}`, {
      extensions: { code: 'INTERNAL', requestId },
    })
  }
}

function refuse(
  error: DomainError,
  requestId: string,
  info: GraphQLResolveInfo | undefined,
): Refusal {
  const type = info && getNamedType(info.returnType)
  if (isUnionType(type) && type.getTypes().some((member) => member.name === Refusal.name))
    return as(Refusal, { code: error.code, message: error.message, requestId, facts: error.facts })
  throw new GraphQLError(error.message, {
    extensions: { code: error.code, requestId, facts: error.facts },
  })
}
