import type { Type } from '@nestjs/common'
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql'
import type { Ref } from './ref.js'
import { encodeCursor, type Page } from '../keyset.js'

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true })
  first?: number

  @Field(() => String, { nullable: true })
  after?: string

  @Field(() => Int, { nullable: true })
  last?: number

  @Field(() => String, { nullable: true })
  before?: string
}

@ObjectType()
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => Boolean)
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true })
  startCursor?: string | null

  @Field(() => String, { nullable: true })
  endCursor?: string | null
}

export interface Edge<Node> {
  readonly cursor: string
  readonly node: Node
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[]
  readonly pageInfo: PageInfo
}

/** The Relay connection of a node type; no totals, since no list counts on request. */
export function connectionType<Node extends object>(
  node: Type<Node>,
  name = node.name,
): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  class EdgeType {
    @Field(() => String)
    cursor!: string

    @Field(() => node)
    node!: Node
  }

  @ObjectType(`${name}Connection`)
  class ConnectionType {
    @Field(() => [EdgeType])
    edges!: EdgeType[]

    @Field(() => PageInfo)
    pageInfo!: Ref<PageInfo>
  }

  return ConnectionType
}

export function toConnection<Item, Node>(
  page: Page<Item>,
  keysOf: (item: Item) => readonly string[],
  nodeOf: (item: Item) => Node,
): Connection<Node> {
  const edges = page.items.map((item) => ({
    cursor: encodeCursor(keysOf(item)),
    node: nodeOf(item),
  }))
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** Of a list in the order of its ids. */
export const connectionById = <Item extends { readonly id: string }, Node>(
  page: Page<Item>,
  nodeOf: (item: Item) => Node,
): Connection<Node> => toConnection(page, ({ id }) => [id], nodeOf)
