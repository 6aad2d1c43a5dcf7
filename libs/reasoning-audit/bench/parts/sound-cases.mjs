import { auditBundleTrace, isFlagging } from '@assize/reasoning-audit'
import { SeededRandom } from '../../dist/mutations/random.js'
import { familyOf, linesOf } from './bundle.mjs'
import { someTraces } from './traces.mjs'

/**
 * Recorded cases to put faults into, at most `most` of a policy family: those the gold set calls clean, and others
 * whose label is the expected one and in which no hard finding is raised.
 */
export function soundCases(most, seed) {
  const { traces, policies } = someTraces()
  const gold = new Map(
    linesOf('gold.jsonl')
      .map((line) => JSON.parse(line))
      .map((row) => [row.trace_id, row]),
  )
  const random = new SeededRandom(seed)
  const drawn = traces
    .map((trace) => ({ trace, policy: policies.get(trace.policyVersion), at: random.fraction() }))
    .sort((a, b) => Number(isClean(b, gold)) - Number(isClean(a, gold)) || a.at - b.at)
  const taken = new Map()
  return drawn.filter((given) => {
    const family = familyOf(given.trace.policyVersion)
    if ((taken.get(family) ?? 0) >= most || !isSound(given, gold)) return false
    taken.set(family, (taken.get(family) ?? 0) + 1)
    return true
  })
}

const isClean = ({ trace }, gold) => gold.get(trace.traceId)?.clean === true

function isSound({ trace, policy }, gold) {
  if (trace.reasoning.length < 200 || gold.get(trace.traceId)?.clean === false) return false
  const { findings, label, outcome } = auditBundleTrace(trace, policy)
  if (outcome === 'undetermined' || findings.some(isFlagging)) return false
  return !trace.expectedLabel || label === null || label === trace.expectedLabel
}
