import { useSearchParams } from 'react-router'
import { useScope } from '../figures/scope.js'
import type { Counted } from './report-links.js'

const spans = [7, 30, 90, 365] as const

/** What all reports are asked over, as the address has it. */
export function useReport() {
  const scope = useScope()
  const [search, setSearch] = useSearchParams()
  const days = spans.find((span) => span === Number(search.get('days'))) ?? 30
  const policy = search.get('policy') || null
  const put = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes))
      if (value) next.set(name, value)
      else next.delete(name)
    setSearch(next, { replace: true })
  }
  const since = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  const counted: Counted = {
    ...{ simulated: scope.simulated, imported: scope.imported, since, policy },
  }
  const asked = { days, includeSimulated: scope.simulated, includeImported: scope.imported }
  return { scope, spans, days, policy, search, put, counted, asked }
}

export type Asked = ReturnType<typeof useReport>
