import { useQueryClient } from '@tanstack/react-query'
import type { GetListResult } from 'react-admin'
import type { VerdictRow } from './source.js'

export interface Beside {
  readonly previous: string | null
  readonly next: string | null
  /** Counted from one, on the page of the list one came from. */
  readonly position: number
  readonly count: number
}

/** The rows before and after a verdict on the page of the list one came from; null without one. */
export function useBeside(id: string | undefined): Beside | null {
  const pages = useQueryClient()
    .getQueryCache()
    .findAll({ queryKey: ['verdicts', 'getList'] })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => (state.data as GetListResult<VerdictRow> | undefined)?.data ?? [])
  const rows = pages.find((page) => page.some((row) => row.id === id))
  if (!rows) return null
  const at = rows.findIndex((row) => row.id === id)
  return {
    previous: rows[at - 1]?.id ?? null,
    next: rows[at + 1]?.id ?? null,
    position: at + 1,
    count: rows.length,
  }
}
