import { useQuery } from '@tanstack/react-query'
import type { ApiError } from '../api/api-error.js'
import { request } from '../api/request.js'
import { CASE_STANDINGS, type CaseStanding } from './list-documents.js'

/** What a run made of each of its cases, by their places; page after page until all are read. */
export function useStandings(runId: string | undefined, done: number) {
  return useQuery<ReadonlyMap<number, CaseStanding>, ApiError>({
    queryKey: ['PolicyTestStandings', runId, done],
    enabled: runId !== undefined,
    placeholderData: (before) => before,
    queryFn: async () => {
      const standings = new Map<number, CaseStanding>()
      for (let after: string | null = null, more = runId !== undefined; more;) {
        const answer: Page = await request(CASE_STANDINGS, { id: runId ?? '', after })
        const results = answer.policyTestRun?.results
        for (const { node } of results?.edges ?? []) standings.set(node.index, node)
        after = results?.pageInfo.endCursor ?? null
        more = results?.pageInfo.hasNextPage === true && after !== null
      }
      return standings
    },
  })
}

interface Page {
  readonly policyTestRun: {
    readonly results: {
      readonly edges: readonly { readonly node: CaseStanding }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
    }
  } | null
}
