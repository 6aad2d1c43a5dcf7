import { listConclusions } from '../conclusion.js'
import type { Finding } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** The trace settles on one outcome and the output says the other. */
export const verdictContradictsTrace = {
  type: 'verdict-contradicts-trace',
  about: {
    catches: 'the last sentence that settles on an outcome against the outcome of the output',
    blindSpots: 'a change of mind that no sentence states',
  },
  detect,
} as const

function detect(reading: SubjectReading): Finding<'verdict-contradicts-trace'>[] {
  const { outcome, contract } = reading.subject
  if (outcome.outcome === 'undetermined') return []
  const [last, ...earlier] = listConclusions(reading.sentences, contract)
  if (!last || last.outcome === outcome.outcome) return []
  const agreeing = earlier.filter((each) => each.outcome === last.outcome).length
  const wavering = earlier.length - agreeing
  const isLast = reading.sentences.at(-1) === last.sentence
  const confidence =
    0.5 + (last.firm ? 0.15 : 0) + (isLast ? 0.15 : 0) + 0.08 * agreeing - 0.15 * wavering
  const { start, end } = last.sentence
  const { labelSpan } = outcome
  return [
    {
      type: 'verdict-contradicts-trace',
      severity: 'hard',
      confidence: Math.round(Math.min(0.95, confidence) * 100) / 100,
      spans: [
        { in: 'trace', start, end },
        ...(labelSpan ? [{ in: 'output' as const, ...labelSpan }] : []),
      ],
      message: `the trace concludes ${last.outcome} and the output says ${outcome.outcome}`,
      evidence: { concluded: last.outcome, stated: outcome.outcome, firm: last.firm, agreeing },
    },
  ]
}
