import { Field, ObjectType, createUnionType } from '@nestjs/graphql'
import { GraphQLJSON } from './scalars.js'

/** A refusal a person can act on: what was expected and what was seen. */
@ObjectType({ description: 'A refusal: what was expected and what was seen.' })
export class Refusal {
  @Field(() => String)
  code!: string

  @Field(() => String)
  message!: string

  @Field(() => String)
  requestId!: string

  @Field(() => GraphQLJSON, { nullable: true })
  facts?: unknown
}

type Constructor = abstract new (...args: never[]) => object

/**
 * A union of answers and `Refusal`, resolved by class: resolvers return instances, made with `as(Class, fields)`.
 */
export function resultUnion(name: string, members: readonly Constructor[]) {
  const types = [...members, Refusal]
  return createUnionType({
    name,
    types: () => types as never,
    resolveType: (value: object) => types.find((type) => value instanceof type) as never,
  })
}

/** Gives plain fields the class that a union or interface resolves by. */
export function as<T extends object>(type: abstract new (...args: never[]) => T, fields: T): T {
  return Object.assign(Object.create(type.prototype as object) as T, fields)
}
