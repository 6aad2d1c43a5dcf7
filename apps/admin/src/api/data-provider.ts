import type { DataProvider, GetListResult, RaRecord } from 'react-admin'
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

const sources = {
  verdicts: async () => (await import('../verdicts/source.js')).source,
  appeals: async () => (await import('../appeals/source.js')).source,
  cases: async () => (await import('../workbench/source.js')).source,
} satisfies Record<string, () => Promise<Source>>

export type ResourceName = keyof typeof sources

async function sourceOf(resource: string): Promise<Source> {
  const load = (sources as Record<string, (() => Promise<Source>) | undefined>)[resource]
  if (!load) throw new ApiError('NO_SUCH_RESOURCE', `${resource} is not kept here`)
  return load()
}

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
}): Source {
  return {
    async list(filter, { place = start, size = 50, orderBy }) {
      const variables = { ...pageArguments(place, size), filter, ...(orderBy ? { orderBy } : {}) }
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

/** Changes are mutations with their own refusals, never react-admin's generic writes. */
const noGenericWrites = (): Promise<never> =>
  Promise.reject(new ApiError('NO_GENERIC_WRITES', 'the record is changed by its own acts only'))

export const dataProvider: DataProvider = {
  getList: async (resource, { filter, meta }) =>
    (await sourceOf(resource)).list(filter as object, (meta ?? {}) as ListMeta) as never,
  getOne: async (resource, { id }) => ({
    data: (await (await sourceOf(resource)).one(String(id))) as never,
  }),
  getMany: async (resource, { ids }) => {
    const source = await sourceOf(resource)
    return { data: (await Promise.all(ids.map((id) => source.one(String(id))))) as never }
  },
  getManyReference: async (resource, { target, id, filter, meta }) =>
    (await sourceOf(resource)).list(
      { ...(filter as object), [target]: id },
      (meta ?? {}) as ListMeta,
    ) as never,
  create: noGenericWrites,
  update: noGenericWrites,
  updateMany: noGenericWrites,
  delete: noGenericWrites,
  deleteMany: noGenericWrites,
}
