import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { anAuditSubject } from './audit-subject.builder.js'
import { auditTrace } from './audit-trace.js'
import { detectors, findingTypes } from './detectors.js'
import { hedgeDensity } from './risk-hedges.js'

test('a sound verdict has no finding and a low risk', () => {
  const { findings, flagged, risk } = auditTrace(anAuditSubject())
  expect(findings).toEqual([])
  expect(flagged).toBe(false)
  expect(risk).toBeLessThan(0.3)
})

test('a soft finding flags nothing, a hard one does, an undetermined outcome does', () => {
  expect(auditTrace(anAuditSubject({ output: 'Answer: VALID' })).flagged).toBe(false)
  expect(auditTrace(anAuditSubject({ output: 'INVALID' })).flagged).toBe(true)
  const refused = auditTrace(anAuditSubject({ output: 'Which advert?' }))
  expect(refused).toMatchObject({ flagged: true })
  expect(refused.risk).toBeGreaterThanOrEqual(0.9)
})

test('hedging raises the risk', () => {
  const trace =
    'Maybe it is fair? But it might be dear. Perhaps not. Hmm, unclear. So output VALID.'
  expect(hedgeDensity(trace)).toBe(1)
  expect(auditTrace(anAuditSubject({ trace })).risk).toBeGreaterThan(
    auditTrace(anAuditSubject()).risk,
  )
})

test('every detector has its own type', () => {
  expect(new Set(detectors.map(({ type }) => type)).size).toBe(detectors.length)
  expect(new Set(findingTypes).size).toBe(findingTypes.length)
})

test('hostile text breaks nothing: spans lie inside their texts, numbers inside their bounds', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '"',
      '“',
      "'",
      'TR9',
      'The policy says "',
      'So VALID.',
      '\n',
      '\u0000',
      '🎟️',
      '\ud800',
    ),
  )
  const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, text, text, (trace, output, content) => {
      const subject = anAuditSubject({ trace, output, content })
      const { findings, risk } = auditTrace(subject)
      const texts = { trace, output, policy: subject.policyText, content }
      expect(risk >= 0 && risk <= 1).toBe(true)
      for (const { spans, confidence } of findings) {
        expect(confidence > 0 && confidence <= 1).toBe(true)
        for (const span of spans)
          expect(
            0 <= span.start && span.start < span.end && span.end <= texts[span.in].length,
          ).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test.each(['"', '“', "'", ' ', '\n', 'TR9 ', '"a b c d e" or ', 'VALID or ', 'The policy says '])(
  'a trace of 100,000 characters of %j comes to an end',
  (piece) => {
    const trace = piece.repeat(100_000 / piece.length)
    expect(
      auditTrace(anAuditSubject({ trace, output: trace, content: trace })).findings,
    ).toBeDefined()
  },
)
