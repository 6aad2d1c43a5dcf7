import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { GetListResult } from 'react-admin'
import { graphql } from '../api/graphql.js'
import { useLive } from '../api/live.js'
import { ROW, type VerdictRow } from './source.js'

const RECORDED = graphql(
  `
    subscription VerdictRecorded {
      verdictRecorded {
        ...VerdictRow
      }
    }
  `,
  [ROW],
)

const FOUND = graphql(
  `
    subscription FindingRaised {
      findingRaised {
        verdict {
          ...VerdictRow
        }
      }
    }
  `,
  [ROW],
)

/** Counts verdicts recorded since the list was read; rows already shown are patched in place. */
export function useNewVerdicts(policies: readonly string[] | null | undefined) {
  const client = useQueryClient()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useLive(RECORDED, {}, ({ verdictRecorded: { id, policy } }) => {
    if (!policies || policies.includes(policy)) setFresh((known) => new Set(known).add(id))
  })
  useLive(FOUND, {}, ({ findingRaised: { verdict } }) => {
    client.setQueriesData<GetListResult<VerdictRow>>(
      { queryKey: ['verdicts', 'getList'] },
      (page) =>
        page && {
          ...page,
          data: page.data.map((row) => (row.id === verdict.id ? { ...row, ...verdict } : row)),
        },
    )
  })
  return { count: fresh.size, forget: () => setFresh(new Set()) }
}
