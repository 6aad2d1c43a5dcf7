import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity'

/** What one operation may ask for. The largest page of our own admin asks for a tenth of it. */
export const limits = {
  queryCharacters: 64 * 1024,
  queryTokens: 5000,
  depth: 14,
  complexity: 100_000,
  /** How many rows a list of objects without a page size is reckoned to hold. */
  usualList: 5,
  usualPage: 25,
  subscriptionsPerSocket: 50,
} as const

/** The rules beyond the specification's own. Asking for the schema itself is not counted in depth. */
export const validationRules = (options: {
  readonly introspection: boolean
}): readonly ValidationRule[] =>
  options.introspection ? [limitDepth] : [limitDepth, NoSchemaIntrospectionCustomRule]

function limitDepth(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet, (name) => context.getFragment(name) ?? undefined)
      if (depth > limits.depth)
        context.reportError(
          new GraphQLError(`expected at most ${limits.depth} levels of fields`, {
            nodes: node,
            extensions: { code: 'QUERY_TOO_DEEP', facts: { most: limits.depth } },
          }),
        )
    },
  }
}

/** Levels of fields; a cycle of fragments is infinitely deep. Each fragment is measured once. */
function depthOf(
  root: SelectionSetNode,
  fragmentNamed: (name: string) => FragmentDefinitionNode | undefined,
): number {
  const measured = new Map<string, number>()
  const below = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT) return below(selection.selectionSet)
        if (selection.kind === Kind.FRAGMENT_SPREAD) return spread(selection.name.value)
        return selection.name.value.startsWith('__') ? 1 : 1 + below(selection.selectionSet)
      }),
    )
  const spread = (name: string): number => {
    const known = measured.get(name)
    if (known !== undefined) return known
    measured.set(name, Infinity)
    const depth = below(fragmentNamed(name)?.selectionSet)
    measured.set(name, depth)
    return depth
  }
  return below(root)
}

/** A field costs one and its children once a row: rows as asked by `first` or `last`, else as usual. */
const perRow: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const size: unknown = args['first'] ?? args['last']
  if (typeof size === 'number') return 1 + Math.max(1, size) * childComplexity
  const type = getNamedType(field.type)
  if (type.name.endsWith('Connection')) return 1 + limits.usualPage * childComplexity
  const isListOfObjects = isListType(getNullableType(field.type)) && isCompositeType(type)
  const rows = isListOfObjects && field.name !== 'edges' ? limits.usualList : 1
  return 1 + rows * childComplexity
}

export const complexityOf = (
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
): number => getComplexity({ schema, query, variables, estimators: [perRow] })

/** Throws a typed error when the operation asks for too much, or its variables do not fit. */
export function requireSimple(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown> | undefined,
): void {
  const complexity = complexityOf(schema, query, variables ?? {})
  if (complexity > limits.complexity)
    throw new GraphQLError(`expected a cost of at most ${limits.complexity}, saw ${complexity}`, {
      extensions: { code: 'QUERY_TOO_COMPLEX', facts: { most: limits.complexity, complexity } },
    })
}
