import { acrossFindingTypes, type AcrossFindingType } from './across/disagreement.js'
import { alteredQuote } from './detectors/altered-quote.js'
import { externalPolicy } from './detectors/external-policy.js'
import { fabricatedQuote } from './detectors/fabricated-quote.js'
import { injectionObeyed } from './detectors/injection-obeyed.js'
import { outputOffContract } from './detectors/output-off-contract.js'
import { rationaleInconsistent } from './detectors/rationale-inconsistent.js'
import { recordedLabelMismatch } from './detectors/recorded-label-mismatch.js'
import { recordedLabelUnfounded } from './detectors/recorded-label-unfounded.js'
import { skippedPolicy } from './detectors/skipped-policy.js'
import { staleRule } from './detectors/stale-rule.js'
import { traceMissing } from './detectors/trace-missing.js'
import { traceRepetitive } from './detectors/trace-repetitive.js'
import { traceTruncated } from './detectors/trace-truncated.js'
import { unknownRule } from './detectors/unknown-rule.js'
import { unsupportedFact } from './detectors/unsupported-fact.js'
import { verdictContradictsTrace } from './detectors/verdict-contradicts-trace.js'
import type { Detector } from './detector.js'
import type { Finding } from './finding.js'

/** Every detector, once; finding types derive from this list and what comparing verdicts raises. */
export const detectors = [
  unknownRule,
  staleRule,
  fabricatedQuote,
  alteredQuote,
  verdictContradictsTrace,
  rationaleInconsistent,
  externalPolicy,
  injectionObeyed,
  skippedPolicy,
  unsupportedFact,
  outputOffContract,
  recordedLabelMismatch,
  recordedLabelUnfounded,
  traceTruncated,
  traceMissing,
  traceRepetitive,
] as const satisfies readonly Detector[]

export type FindingType = (typeof detectors)[number]['type'] | AcrossFindingType
export type AuditFinding = Finding<FindingType>
export const findingTypes: readonly FindingType[] = [
  ...detectors.map((detector) => detector.type),
  ...acrossFindingTypes,
]
