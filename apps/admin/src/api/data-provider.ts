import type { DataProvider } from 'react-admin'
import { ApiError } from './api-error.js'
import type { ListMeta, Source, Sources } from './source.js'

/** Changes are mutations with their own refusals, never react-admin's generic writes. */
const noGenericWrites = (): Promise<never> =>
  Promise.reject(new ApiError('NO_GENERIC_WRITES', 'the record is changed by its own acts only'))

/** react-admin's door to the sources of the resources. */
export function dataProviderOver(sources: Sources): DataProvider {
  async function sourceOf(resource: string): Promise<Source> {
    const load = (sources as Readonly<Record<string, Sources[keyof Sources]>>)[resource]
    if (!load) throw new ApiError('NO_SUCH_RESOURCE', `${resource} is not kept here`)
    return load()
  }
  return {
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
}
