import { inferContract } from '@assize/policy'
import { readOutcome } from '@assize/verdict'
import type { AuditSubject, Turn } from './audit-subject.js'
import { SubjectReading } from './subject-reading.js'

/** For tests: a policy of our own with codes, definitions and examples. */
export const ticketPolicy = `Ticket resale policy (#TR)
GOAL: Identify ticket touting.

TR0 Fair resale
Passing on a spare ticket at or below the price printed on it.
TR0.a Gifts to friends - "My brother cannot come, take his seat."
Output: VALID

TR2 Inflated resale
Asking for more than the printed price, or hiding the price until payment.
TR2.a Hidden price - "Message me and I will tell you what it costs."
TR2.b Auctions that start above the printed price
Output: INVALID

TR3 Forged tickets
Offering copies, screenshots or altered tickets as if they were originals.
Output: INVALID

Return exactly one word: VALID or INVALID.
Do not include any explanation.

Content: [INPUT]
Answer (VALID or INVALID):`

/** The same rules without any code. */
export const plainPolicy = ticketPolicy.replace(/ \(#TR\)|TR\d(?:\.[a-z])? /g, '')

type Changes = Partial<Omit<AuditSubject, 'messages' | 'contract' | 'outcome'>> & {
  readonly content?: string
  readonly messages?: readonly Turn[]
}

/** For tests: a sound verdict, but for what is given. */
export function anAuditSubject(changes: Changes = {}): AuditSubject {
  const { content = 'Two seats for Friday, 40 each as printed.', ...rest } = changes
  const policyText = rest.policyText ?? ticketPolicy
  const contract = inferContract(policyText)
  const output = rest.output ?? 'VALID'
  return {
    policyText,
    messages: [{ role: 'user', content }],
    trace: 'The seller asks the printed price. That is fair resale. So the answer is VALID.',
    output,
    contract,
    outcome: readOutcome(output, contract, { finishReason: rest.finishReason ?? null }),
    ...rest,
  }
}

/** For tests: what the detectors are given. */
export const readingOf = (changes?: Changes): SubjectReading =>
  new SubjectReading(anAuditSubject(changes))
