import { useQueries } from '@tanstack/react-query'
import { request } from '../api/request.js'
import { CHANGE_SIGNS, type ChangeRow, type Signs } from './documents.js'

export type SignsOf = ReadonlyMap<string, Signs | null>

/** What a row tells beside its head, row by row, as each arrives; null for one that could not be read. */
export function useSigns(rows: readonly Pick<ChangeRow, 'id'>[]): SignsOf {
  const results = useQueries({
    queries: rows.map(({ id }) => ({
      queryKey: ['ChangeSigns', { id }],
      queryFn: () => request(CHANGE_SIGNS, { id }),
    })),
  })
  return new Map(
    results.flatMap(({ data, error }, i): [string, Signs | null][] => {
      const id = rows[i]?.id
      if (id === undefined || (!data && !error)) return []
      return [[id, data?.change?.detail ?? null]]
    }),
  )
}
