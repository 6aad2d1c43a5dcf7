import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './schema-env.js'

/** Documents typed by the schema the API prints; instants and ids stay strings. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  disableMasking: true
  scalars: { DateTime: string; JSON: unknown; BigInt: string | number }
}>()

export type { FragmentOf, ResultOf, TadaDocumentNode, VariablesOf } from 'gql.tada'
