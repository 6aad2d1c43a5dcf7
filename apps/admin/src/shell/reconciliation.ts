import { useQueryClient } from '@tanstack/react-query'
import { graphql, type ResultOf } from '../api/graphql.js'
import { useGraph } from '../api/useGraph.js'
import { useLive } from '../api/live.js'

export const RECONCILIATION = graphql(`
  query Reconciliation {
    reconciliation {
      window
      since
      accepted
      recorded
      undetermined
      pending
      whole
      longestPendingMs
      checkedAt
    }
  }
`)

const CHANGED = graphql(`
  subscription ReconciliationChanged {
    reconciliationChanged {
      window
      since
      accepted
      recorded
      undetermined
      pending
      whole
      longestPendingMs
      checkedAt
    }
  }
`)

type Answer = ResultOf<typeof RECONCILIATION>
export type Reconciliation = Answer['reconciliation'][number]

/** The reconciliation of each window, kept fresh by events, and by asking should events fail. */
export function useReconciliation(enabled: boolean) {
  const client = useQueryClient()
  const query = useGraph(RECONCILIATION, {}, { enabled, refetchEveryMs: 30_000 })
  useLive(
    CHANGED,
    {},
    ({ reconciliationChanged: fresh }) =>
      client.setQueryData<Answer>(
        ['Reconciliation', {}],
        (known) =>
          known && {
            reconciliation: known.reconciliation.map((one) =>
              one.window === fresh.window ? fresh : one,
            ),
          },
      ),
    enabled,
  )
  return query
}
