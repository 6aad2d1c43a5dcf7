import { GraphQLInstant, type GraphqlContext } from '@assize/platform/nest'
import type { MercuriusDriverConfig } from '@nestjs/mercurius'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { limits, requireSimple, validationRules } from './limits.js'
import { publicError } from './public-error.js'

/** Shared with the printed schema, so that the two agree. */
export const buildSchemaOptions = {
  numberScalarMode: 'float' as const,
  scalarsMap: [{ type: Date, scalar: GraphQLInstant }],
}

/** Mercurius executes; requests reach it through our own route, which knows the caller first. */
export function graphqlOptions(options: {
  readonly introspection: boolean
}): Omit<MercuriusDriverConfig, 'driver'> {
  return {
    autoSchemaFile: true,
    sortSchema: true,
    buildSchemaOptions,
    routes: false,
    jit: 1,
    cache: 256,
    fieldResolverEnhancers: ['guards', 'filters'],
    validationRules: [...validationRules(options)],
    graphql: { parseOptions: { maxTokens: limits.queryTokens } },
    hooks: {
      preExecution: (
        schema: GraphQLSchema,
        document: DocumentNode,
        _context: unknown,
        variables: Record<string, unknown> | undefined,
      ) => requireSimple(schema, document, variables),
    },
    errorFormatter: ({ data, errors }, context) => {
      const { requestId } = context as unknown as GraphqlContext
      const formatted = errors.map((error) => publicError(error, requestId))
      return { statusCode: 200, response: { data: data ?? null, errors: formatted } }
    },
  }
}
