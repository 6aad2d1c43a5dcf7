import type { Outcome } from '@assize/policy'
import type { Finding } from './finding.js'

const hedges =
  /\b(?:might|maybe|perhaps|possibly|probably|could|may|unclear|ambiguous|uncertain|unsure|not sure|borderline|however|but|wait|hmm|although|though|seems?|likely|i think|not exactly|not necessarily|arguably|potentially)\b|\?/gi

/** Hedging words and questions per word of a trace, 0 to 1; 1 stands for one in six words or more. */
export function hedgeDensity(trace: string): number {
  const words = trace.split(/\s+/).length
  if (words < 5) return 0
  const count = trace.match(hedges)?.length ?? 0
  return Math.min(1, (count / words) * 6)
}

/**
 * How likely a verdict is wrong, 0 to 1, for ranking only: hedge density gives at most a half, every hard finding
 * takes its share of what is left, and an undetermined outcome is at least 0.9.
 */
export function riskOf(trace: string, outcome: Outcome, findings: readonly Finding[]): number {
  const weights = findings.map(
    ({ severity, confidence }) => confidence * (severity === 'hard' ? 0.6 : 0.05),
  )
  const calm = weights.reduce((left, weight) => left * (1 - weight), 1 - hedgeDensity(trace) / 2)
  const risk = outcome === 'undetermined' ? Math.max(0.9, 1 - calm) : 1 - calm
  return Math.round(risk * 1000) / 1000
}
