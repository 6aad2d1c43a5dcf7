import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '../api/live.js'
import { useGraph } from '../api/useGraph.js'
import { PROGRESS, RUN, type TestRun } from './documents.js'

/** A run with its figures; how far it is comes by itself, the figures of a running one are read again. */
export function useRun(id: string) {
  const client = useQueryClient()
  const query = useGraph(
    RUN,
    { id },
    { refetchEveryMs: (last) => (last?.policyTestRun?.state === 'RUNNING' ? 4_000 : false) },
  )
  useLive(
    PROGRESS,
    { id },
    ({ policyTestProgress: fresh }) => {
      client.setQueryData<{ policyTestRun: TestRun | null }>(['PolicyTestRun', { id }], (known) =>
        known?.policyTestRun ? { policyTestRun: { ...known.policyTestRun, ...fresh } } : known,
      )
      if (fresh.state === 'RUNNING') return
      for (const read of ['PolicyTestRun', 'PolicyTestCases', 'PolicyTestCase'])
        void client.invalidateQueries({ queryKey: [read] })
    },
    query.data?.policyTestRun?.state === 'RUNNING',
  )
  return query
}
