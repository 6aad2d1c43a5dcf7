import type { GetListResult, RaRecord } from 'react-admin'
import { ApiError } from './api-error.js'
import type { TadaDocumentNode } from './graphql.js'
import { pageArguments, start, type PagePlace } from './page-place.js'
import { request } from './request.js'

/** What a list asks for; it travels in react-admin's `meta`, as pages here are cursors. */
export interface ListMeta {
  readonly place?: PagePlace
  readonly size?: number
  readonly orderBy?: unknown
}

/** How one resource is read; each resource folder has one, loaded when first needed. */
export interface Source {
  list(filter: object, meta: ListMeta): Promise<GetListResult>
  one(id: string): Promise<RaRecord>
}

export type ResourceName = 'verdicts' | 'appeals' | 'cases'

/** Every resource with the way to its source, which comes with the screen that needs it. */
export type Sources = Readonly<Record<ResourceName, () => Promise<Source>>>

interface Connection {
  readonly edges: readonly { readonly node: RaRecord }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean }
}

/** A source over a Relay connection and the query for one. */
export function connectionSource<L, LV, O, OV>(kinds: {
  readonly list: TadaDocumentNode<L, LV>
  readonly connection: (result: L) => Connection
  readonly one: TadaDocumentNode<O, OV>
  readonly record: (result: O) => RaRecord | null
  /** Variables of the list beside page, filter and order. */
  readonly beside?: (filter: object) => object
}): Source {
  return {
    async list(filter, { place = start, size = 50, orderBy }) {
      const variables = {
        ...pageArguments(place, size),
        ...(orderBy ? { orderBy } : {}),
        filter,
        ...kinds.beside?.(filter),
      }
      const { edges, pageInfo } = kinds.connection(await request(kinds.list, variables as LV))
      return { data: edges.map((edge) => edge.node), pageInfo, meta: { pageInfo } }
    },
    async one(id) {
      const record = kinds.record(await request(kinds.one, { id } as OV))
      if (!record) throw new ApiError('NOT_FOUND', 'there is nothing with this id')
      return record
    },
  }
}
