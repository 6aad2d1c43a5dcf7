import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { anAuditSubject, readingOf } from '../audit-subject.builder.js'
import { auditTrace } from '../audit-trace.js'
import { listClaims } from './list-claims.js'
import { groundingCoverage } from './claim.js'

const content = 'Two seats for the Leipzig concert, 90 each. Message me quickly.'
const trace = `The post says "Message me quickly". The policy says "Asking for more than the printed price". This is TR2, not TR9.a at all, and TR8 applies.

The seller offers seats for the Leipzig concert. The user mentions a hospital in Lisbon. So the price is hidden. Thus the answer is INVALID.`

const read = (changes: Parameters<typeof readingOf>[0] = {}) =>
  listClaims(readingOf({ trace, content, output: 'INVALID', ...changes }))
const words = (kind: string) =>
  read()
    .filter((claim) => claim.kind === kind)
    .map(({ start, end, unsupported }) => [trace.slice(start, end), unsupported])

describe('claims of a trace', () => {
  test('quotes, citations and observations, borne out or not', () => {
    expect(words('quote')).toEqual([
      ['Message me quickly', false],
      ['Asking for more than the printed price', false],
    ])
    expect(words('citation')).toEqual([
      ['TR2', false],
      ['TR8', true],
    ])
    expect(words('observation')).toEqual([
      ['seats for the Leipzig concert', false],
      ['a hospital in Lisbon', true],
    ])
  })

  test('each names the passage or the words that bear it out', () => {
    const { policyText } = anAuditSubject()
    const supports = read().map(({ support }) =>
      support?.in === 'policy'
        ? policyText.slice(support.start, support.end).slice(0, 20)
        : support && content.slice(support.start, support.end),
    )
    expect(supports).toContain('Message me quickly')
    expect(supports).toContain('TR2 Inflated resale\n')
  })

  test('inferences and the conclusion need no support and name what they rest on', () => {
    const claims = read()
    const inference = claims.find(({ kind }) => kind === 'inference')
    const conclusion = claims.find(({ kind }) => kind === 'conclusion')
    expect(inference?.restsOn.map((at) => claims[at]?.kind)).toContain('observation')
    expect(conclusion?.restsOn.map((at) => claims[at]?.kind)).toEqual(['inference'])
    expect([inference?.unsupported, conclusion?.unsupported]).toEqual([false, false])
  })

  test('steps are counted from one', () => {
    expect(read().map(({ step }) => step)).toEqual([1, 1, 1, 1, 2, 2, 2, 2])
  })

  test('the share borne out is the coverage that the audit states', () => {
    expect(groundingCoverage(read())).toBe(0.667)
    const subject = anAuditSubject({ trace, content, output: 'INVALID' })
    expect(auditTrace(subject).groundingCoverage).toBe(0.667)
    expect(auditTrace(anAuditSubject({ trace: 'So VALID.' })).groundingCoverage).toBeNull()
  })
})

describe('laws', () => {
  const piece = fc.constantFrom(
    'The post says "Message me". ',
    'The policy states “made up from nothing at all”. ',
    'TR2.a and TR7. ',
    'So it is fine. ',
    'The user mentions a hospital in Lisbon. ',
    '"\'nested "quotes" here\'" ',
    'Thus VALID.',
    '\n\n',
    '\u202e🐬 ',
    'the Leipzig concert seats ',
  )
  const anyTrace = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

  test('claims lie in the trace, supports in their texts, and none overlaps one of its kind', () => {
    fc.assert(
      fc.property(anyTrace, (given) => {
        const subject = anAuditSubject({ trace: given, content })
        const claims = listClaims(readingOf({ trace: given, content }))
        const texts = { trace: given, policy: subject.policyText, output: subject.output, content }
        const last = new Map<string, number>()
        for (const { kind, start, end, support, restsOn } of claims) {
          expect(start).toBeGreaterThanOrEqual(last.get(kind) ?? 0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(given.length)
          last.set(kind, end)
          if (support) {
            expect(support.end).toBeGreaterThan(support.start)
            expect(support.end).toBeLessThanOrEqual(texts[support.in].length)
          }
          for (const at of restsOn) expect(claims[at]).toBeDefined()
        }
        const coverage = groundingCoverage(claims)
        if (coverage !== null) {
          expect(coverage).toBeGreaterThanOrEqual(0)
          expect(coverage).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('line endings change no claim', () => {
    fc.assert(
      fc.property(anyTrace, (given) => {
        const kindsOf = (text: string) =>
          listClaims(readingOf({ trace: text, content })).map(
            ({ kind, step, start, end, unsupported }) => [
              kind,
              step,
              text.slice(start, end).replace(/\r/g, ''),
              unsupported,
            ],
          )
        expect(kindsOf(given.replace(/\n/g, '\r\n'))).toEqual(kindsOf(given))
      }),
    )
  })
})
