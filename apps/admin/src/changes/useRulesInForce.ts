import { useGraph } from '../api/useGraph.js'
import { useScope } from '../figures/scope.js'
import { RULES, type Rule } from '../policies/rules/documents.js'

interface RulesInForce {
  /** Null until they are known; empty where no version is in force. */
  readonly rules: readonly Rule[] | null
  /** Which verdicts their figures count, in words. */
  readonly counts: string
}

/** The rules of the version in force, with the figures of each one's life. */
export function useRulesInForce(policy: string): RulesInForce {
  const { simulated, imported, known, counts } = useScope()
  const { data } = useGraph(
    RULES,
    { policy, ref: 'in-force', includeSimulated: simulated, includeImported: imported },
    { enabled: known },
  )
  return { rules: data ? (data.policyVersion?.rules ?? []) : null, counts }
}
