import { useMemo } from 'react'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { POLICY_DRAFT } from '../policies/documents.js'
import { withLineFeeds } from '../policies/editor/draft.js'
import { LINT, type PolicyLint } from '../policies/editor/lint-documents.js'
import type { PolicyFiles } from '../policies/starter.js'

export interface BranchLint {
  readonly report: PolicyLint
  /** What its places are in. */
  readonly of: PolicyFiles
}

/** What the lint says of a policy as a branch has it; null while that is not known, or where it is not there. */
export function useBranchLint(policy: string | undefined, branch: string): BranchLint | null {
  const may = usePermit()
  const mayLint = may('policy:draft') || may('policy:approve')
  const draft = useGraph(
    POLICY_DRAFT,
    { policy: policy ?? '', branch },
    { enabled: policy !== undefined && mayLint },
  ).data?.policyDraft
  const of = useMemo(
    () => ({
      text: withLineFeeds(draft?.text ?? ''),
      manifest: withLineFeeds(draft?.manifestYaml ?? ''),
      cases: withLineFeeds(draft?.cases ?? ''),
    }),
    [draft],
  )
  const { data } = useGraph(
    LINT,
    { input: { policy: policy ?? '', ...of } },
    { enabled: draft != null, keep: true },
  )
  const report = data?.lintPolicy
  return useMemo(() => (draft && report ? { report, of } : null), [draft, report, of])
}
