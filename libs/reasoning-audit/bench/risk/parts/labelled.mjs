import { columnOf, familyOf } from '../../parts/bundle.mjs'
import { someTraces } from '../../parts/traces.mjs'
import { subjectOfTrace } from '../../../dist/bundle-audit.js'
import { detectors } from '../../../dist/detectors.js'
import { riskFeaturesOf } from '../../../dist/risk-features.js'
import { SubjectReading } from '../../../dist/subject-reading.js'

/** Recorded verdicts with a readable label and a known one, read in place; families held out are marked. */
export function labelled() {
  const { traces, policies } = someTraces()
  return traces.flatMap((trace) => {
    const subject = subjectOfTrace(trace, policies.get(trace.policyVersion))
    const { label } = subject.outcome
    if (!trace.expectedLabel || !/^(?:IN)?VALID$/.test(label ?? '')) return []
    const reading = new SubjectReading(subject)
    return {
      family: familyOf(trace.policyVersion),
      column: columnOf(trace.policyVersion),
      wrong: label !== trace.expectedLabel,
      outcome: subject.outcome.outcome,
      row: riskFeaturesOf(reading),
      findings: () => detectors.flatMap(({ detect }) => detect(reading)),
    }
  })
}
