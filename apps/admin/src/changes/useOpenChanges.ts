import type { ResultOf } from '../api/graphql.js'
import { useGraph } from '../api/useGraph.js'
import { OPEN_CHANGES, type Signs } from './documents.js'
import { useSigns } from './useSigns.js'

type Open = ResultOf<typeof OPEN_CHANGES>['changes']['edges'][number]['node']

export interface OpenChange {
  readonly change: Open
  readonly detail: Signs
}

/** Open changes by the policies they touch; `settled` once all are looked at. */
export function useOpenChanges() {
  const { data, error, refetch } = useGraph(OPEN_CHANGES, {})
  const all = data?.changes.edges.map(({ node }) => node) ?? []
  const signs = useSigns(all)
  const touching = (policy: string): OpenChange[] =>
    all.flatMap((change) => {
      const detail = signs.get(change.id)
      return detail?.policies.some((one) => one.policy === policy) ? [{ change, detail }] : []
    })
  const settled = data !== undefined && all.every(({ id }) => signs.has(id))
  return { touching, settled, error: data ? null : error, again: () => void refetch() }
}
