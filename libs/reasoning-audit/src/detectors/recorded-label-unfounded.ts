import { meaningOfWord } from '@assize/policy'
import type { Finding } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** Another system wrote down a label where the output has none: whatever it is, the model did not say it. */
export const recordedLabelUnfounded = {
  type: 'recorded-label-unfounded',
  about: {
    catches:
      "another system's record of a label where the output states none: a refusal, an answer, a report without labels",
    blindSpots: 'a label that the record got right by chance; words of another system’s own',
  },
  detect,
} as const

function detect({ subject }: SubjectReading): Finding<'recorded-label-unfounded'>[] {
  const { recordedLabel, outcome, contract, output } = subject
  const recorded = recordedLabel?.trim() ?? ''
  if (recorded === '' || outcome.label !== null) return []
  const folded = recorded.toLowerCase()
  const known = contract.labels.find(({ label }) => label.toLowerCase() === folded)
  const meant = known?.outcome ?? meaningOfWord(recorded)
  // `UNKNOWN` or `ERROR` is an honest record of an output without a label.
  if (meant === undefined || meant === 'undetermined') return []
  return [
    {
      type: 'recorded-label-unfounded',
      severity: 'soft',
      confidence: outcome.outcome === 'undetermined' ? 0.9 : 0.7,
      spans: output.length > 0 ? [{ in: 'output', start: 0, end: output.length }] : [],
      message: 'a label was recorded and the output states none',
      evidence: { recorded: recorded.slice(0, 40), faults: outcome.faults },
    },
  ]
}
