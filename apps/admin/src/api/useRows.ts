import { keepPreviousData } from '@tanstack/react-query'
import { useGetList, useGetOne, type RaRecord } from 'react-admin'
import type { ListMeta, ResourceName } from './source.js'
import { toApiError } from './api-error.js'

/** One page of a resource by keyset; the previous page stays until the next is here. */
export function useRows<Row extends RaRecord>(
  resource: ResourceName,
  filter: object,
  meta: ListMeta,
) {
  const { data, pageInfo, error, isPending, isFetching, refetch } = useGetList<Row>(
    resource,
    { filter, meta },
    { placeholderData: keepPreviousData },
  )
  return { rows: data, pageInfo, error: error && toApiError(error), isPending, isFetching, refetch }
}

/** One whole record. It is never seeded from a list row, which holds less. */
export function useRecord<Whole extends RaRecord>(resource: ResourceName, id: string | undefined) {
  const { data, error, isPending, refetch } = useGetOne<Whole>(
    resource,
    { id: id ?? '', meta: { whole: true } },
    { enabled: id !== undefined },
  )
  return { record: data, error: error && toApiError(error), isPending, refetch }
}
