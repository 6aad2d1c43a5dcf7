import type { Finding } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** A reply without a chain of thought: there is nothing to judge the verdict by. */
export const traceMissing = {
  type: 'trace-missing',
  about: {
    catches:
      'an empty trace, or one of white space, invisible signs or a stand-in such as "none", where a reply came',
    blindSpots: 'a trace that is there and says nothing of the content',
  },
  detect,
} as const

const unseen = /[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu
const standIn =
  /^[[({<"'*_]*(?:n\/?a|none|null|undefined|nil|empty|redacted|withheld|hidden|not (?:available|provided|returned|recorded)|no (?:reasoning|trace|thoughts?|analysis|rationale|chain of thought)(?: (?:available|provided|returned|recorded))?|reasoning (?:omitted|hidden|redacted|unavailable)|[-–—.…]+)?[\])}>"'*_.]*$/i

const longestStandIn = 60

function detect({ subject }: SubjectReading): Finding<'trace-missing'>[] {
  const { trace, output } = subject
  // No stand-in is as long as this; what begins with so much is a trace.
  if (plainLetters(trace) > longestStandIn) return []
  const body = trace.replace(unseen, ' ').trim()
  if (body.length > longestStandIn || !standIn.test(body)) return []
  if (output.replace(unseen, '') === '') return []
  return [
    {
      type: 'trace-missing',
      severity: 'hard',
      confidence: 0.95,
      spans: [
        ...(trace.length > 0 ? [{ in: 'trace' as const, start: 0, end: trace.length }] : []),
        { in: 'output' as const, start: 0, end: output.length },
      ],
      message: 'a reply came without a chain of thought',
      evidence: { characters: trace.length, standIn: body !== '' },
    },
  ]
}

/** How many signs of its beginning are neither white space nor possibly invisible. */
function plainLetters(trace: string): number {
  let count = 0
  for (let at = 0; at < Math.min(trace.length, 200); at += 1) {
    const code = trace.charCodeAt(at)
    if (code > 32 && code < 127) count += 1
  }
  return count
}
