import { GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'

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
