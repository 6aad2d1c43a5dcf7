import { listConclusions } from '../conclusion.js'
import type { Finding } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** The trace settles on one outcome and the output says the other. */
export const verdictContradictsTrace = {
  type: 'verdict-contradicts-trace',
  about: {
    catches:
      'the last committed conclusion, by label, in plain words or by taking back, against the outcome of the output',
    blindSpots: 'a change of mind that no sentence states; plain words other than English',
  },
  detect,
} as const

const base = { label: 0.55, words: 0.5, reversal: 0.55 } as const

function detect(reading: SubjectReading): Finding<'verdict-contradicts-trace'>[] {
  const { outcome, contract } = reading.subject
  if (outcome.outcome === 'undetermined' && outcome.label === null) return []
  const [last, ...earlier] = listConclusions(reading.sentences, contract)
  if (!last || last.outcome === outcome.outcome) return []
  const agreeing = earlier.filter((each) => each.outcome === last.outcome).length
  const wavering = last.by === 'reversal' ? 0 : earlier.length - agreeing
  const nearness = last.after === 0 ? 0.15 : last.after === 1 ? 0.05 : 0
  const confidence =
    base[last.by] + (last.firm ? 0.1 : 0) + nearness + 0.08 * agreeing - 0.1 * wavering
  const { start, end } = last.sentence
  const { labelSpan } = outcome
  return [
    {
      type: 'verdict-contradicts-trace',
      severity: 'hard',
      confidence: Math.round(Math.max(0.1, Math.min(0.95, confidence)) * 100) / 100,
      spans: [
        { in: 'trace', start, end },
        ...(labelSpan ? [{ in: 'output' as const, ...labelSpan }] : []),
      ],
      message: `the trace concludes ${last.outcome} and the output says ${outcome.outcome}`,
      evidence: {
        concluded: last.outcome,
        stated: outcome.outcome,
        by: last.by,
        firm: last.firm,
        agreeing,
      },
    },
  ]
}
