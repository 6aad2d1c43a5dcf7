import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'

export const GraphQLJSON = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
})

/** Integers beyond 2^31 travel as decimal text, so that no client rounds them. */
export const GraphQLBigInt = new GraphQLScalarType<bigint, string>({
  name: 'BigInt',
  description: 'An integer as decimal digits in a string.',
  serialize: (value) => BigInt(value as bigint | number | string).toString(),
  parseValue: (value) => BigInt(value as string | number),
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT && node.kind !== Kind.STRING) throw new TypeError('expected digits')
    return BigInt(node.value)
  },
})

const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/

/** Instants with their zone, or a date as its first instant in UTC; nothing that would be guessed at. */
export const GraphQLInstant = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in ISO 8601 with its zone, as 2026-05-03T10:00:00Z.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
})

function parseInstant(value: unknown): Date {
  const date = instantOf(value)
  if (date) return date
  throw new GraphQLError('expected an instant in ISO 8601, as 2026-05-03T10:00:00Z')
}

/** The instant a text states, wherever callers state one; null for what states none. */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || !instant.test(value) || !isDay(value.slice(0, 10))) return null
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}

/** JavaScript takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
