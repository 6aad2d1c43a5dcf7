import { useEffect, useState } from 'react'
import type { ApiError } from '../../api/api-error.js'
import { useGraph } from '../../api/useGraph.js'
import type { PolicyFiles } from '../starter.js'
import { withLineFeeds } from './draft.js'
import { LINT, type PolicyLint } from './lint-documents.js'

const afterMs = 350

/** A value once nothing has changed it for a moment. */
export function useSettled<T>(value: T, ms = afterMs): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

export interface Lint {
  /** Of the draft in `of`; the newest there are. */
  readonly report: PolicyLint | null
  readonly of: PolicyFiles | null
  /** Whether the draft was changed since, or is just being read. */
  readonly isBehind: boolean
  readonly error: ApiError | null
  readonly again: () => void
}

/** What the server's lint says of a draft, soon after each change; the last word stays until the next is there. */
export function useLint(policy: string, draft: PolicyFiles): Lint {
  const { text, manifest, cases } = draft
  const now = useSettled(draft)
  const input = {
    policy: useSettled(policy).trim(),
    text: withLineFeeds(now.text),
    manifest: withLineFeeds(now.manifest),
    cases: withLineFeeds(now.cases),
  }
  const lint = useGraph(LINT, { input }, { keep: true })
  const [last, setLast] = useState<{ report: PolicyLint; of: PolicyFiles } | null>(null)
  const report = lint.data?.lintPolicy
  const isCurrent = report !== undefined && !lint.isPlaceholderData
  if (isCurrent && last?.report !== report) setLast({ report, of: input })
  const isSame = now.text === text && now.manifest === manifest && now.cases === cases
  return {
    report: last?.report ?? null,
    of: last?.of ?? null,
    isBehind: !isSame || !isCurrent,
    error: lint.error,
    again: () => void lint.refetch(),
  }
}
