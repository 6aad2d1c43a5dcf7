import type { ReadingFault } from '@assize/verdict'
import type { Finding, FindingSeverity } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** An output that is not what the policy's contract asks for: no verdict at all, or one in a wrapper. */
export const outputOffContract = {
  type: 'output-off-contract',
  about: {
    catches:
      'hard: no label, two labels, a refusal, an unfinished reply; soft: a label in a wrapper although the policy wants it bare',
    blindSpots: 'policies whose contract cannot be told from their text',
  },
  detect,
} as const

interface Fault {
  readonly severity: FindingSeverity
  readonly confidence: number
  readonly message: string
}

const faults: Partial<Record<ReadingFault, Fault>> = {
  refusal: hard('the output declines in place of a verdict'),
  'no-label': hard('the output states no label of the contract', 0.9),
  'two-labels': hard('the output states more than one label and does not resolve them'),
  empty: hard('the output is empty'),
  unfinished: hard('the completion did not finish, so it cannot carry a verdict'),
  'malformed-json': hard('the output is not the JSON that the contract asks for'),
  'not-exact': soft('the label is there, but not alone as the contract asks'),
  'rule-missing': soft('the output states a violation and names no rule'),
}

function detect(reading: SubjectReading): Finding<'output-off-contract'>[] {
  const { outcome, output, contract } = reading.subject
  return outcome.faults.flatMap((kind) => {
    const fault = faults[kind]
    if (!fault) return []
    // A policy whose form of answer could not be told cannot be answered off its contract for sure.
    const isTold = contract.kind !== 'report' || contract.fields.length > 0 || kind !== 'no-label'
    const confidence = isTold ? fault.confidence : 0.4
    const span = { in: 'output', start: 0, end: output.length } as const
    return [
      {
        type: 'output-off-contract' as const,
        ...fault,
        confidence,
        spans: output.length > 0 ? [span] : [],
        evidence: { kind, contract: contract.kind, form: outcome.form },
      },
    ]
  })
}

function hard(message: string, confidence = 0.95): Fault {
  return { severity: 'hard', confidence, message }
}

function soft(message: string): Fault {
  return { severity: 'soft', confidence: 0.9, message }
}
