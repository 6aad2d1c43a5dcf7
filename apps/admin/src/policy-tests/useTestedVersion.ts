import { useGraph } from '../api/useGraph.js'
import { TESTED_VERSION, type TestedVersion } from './documents.js'

interface Tested {
  readonly policy: string
  readonly commit: string
}

/** The version that a run tested: undefined until it is known, null where its commit is none, as on a branch. */
export function useTestedVersion(run: Tested | null | undefined): TestedVersion | null | undefined {
  const { data, error } = useGraph(
    TESTED_VERSION,
    { policy: run?.policy ?? '', commit: run?.commit ?? '' },
    { enabled: run != null },
  )
  return error ? null : data?.policyVersion
}
