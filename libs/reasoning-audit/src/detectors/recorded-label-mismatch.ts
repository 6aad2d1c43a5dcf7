import type { Finding } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** The label another system wrote down is not the label in the output. */
export const recordedLabelMismatch = {
  type: 'recorded-label-mismatch',
  about: {
    catches:
      "another system's record against the label in the output, when both are labels of the contract",
    blindSpots: "records in words of another system's own",
  },
  detect,
} as const

function detect(reading: SubjectReading): Finding<'recorded-label-mismatch'>[] {
  const { recordedLabel, outcome, contract } = reading.subject
  const { label, labelSpan } = outcome
  if (!recordedLabel || label === null || fold(recordedLabel) === fold(label)) return []
  // Another system's own word (`blocked`) is no label of this contract and contradicts none.
  if (!contract.labels.some((each) => fold(each.label) === fold(recordedLabel))) return []
  return [
    {
      type: 'recorded-label-mismatch',
      severity: 'hard',
      confidence: 0.95,
      spans: labelSpan ? [{ in: 'output', ...labelSpan }] : [],
      message: 'the recorded label differs from the label in the output',
      evidence: { recorded: recordedLabel.slice(0, 40), output: label },
    },
  ]
}

const fold = (label: string): string => label.trim().toLowerCase()
