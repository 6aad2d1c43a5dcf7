import { describe, expect, test } from '@jest/globals'
import { anAuditSubject, plainPolicy, readingOf } from '../audit-subject.builder.js'
import { SubjectReading } from '../subject-reading.js'
import { unknownRule } from './unknown-rule.js'

const codesIn = (trace: string, content?: string) =>
  unknownRule
    .detect(readingOf({ trace, ...(content === undefined ? {} : { content }) }))
    .map(({ evidence, confidence }) => [evidence['code'], confidence >= 0.7 ? 'sure' : 'unsure'])

describe('raises', () => {
  test.each([
    ['The price is hidden, so it is TR4. Answer INVALID.', 'TR4', 'sure'],
    ['It falls under TR2.d: pressure.', 'TR2.d', 'sure'],
    ['Request code R-TR1. Output VALID.', 'TR1', 'sure'],
    ['That would be TR0 or maybe TR1? It is a fair price.', 'TR1', 'unsure'],
    ['Looks fair. TRX0. Output VALID.', 'TRX0', 'sure'],
    ['The advert violates HS3.', 'HS3', 'unsure'],
    ['This is category D4: hidden price.', 'D4', 'unsure'],
    ['According to Appendix B of the policy it is fair.', 'appendix B', 'sure'],
    ['Per section 4.2 the price decides.', 'section 4.2', 'sure'],
    ['See § 9(b): the seller hides the price.', 'section 9.b', 'sure'],
    ['Maybe the policy covers this in Annex C?', 'annex C', 'unsure'],
  ])('%s', (trace, code, strength) => {
    expect(codesIn(trace)).toEqual([[code, strength]])
  })

  test('one finding for one code, with every place where it stands', () => {
    const trace = 'TR4 it is. Yes, TR4.'
    const [finding, ...rest] = unknownRule.detect(readingOf({ trace }))
    expect(rest).toEqual([])
    expect(finding?.spans.map(({ start, end }) => trace.slice(start, end))).toEqual(['TR4', 'TR4'])
    expect(finding?.message).not.toContain('TR4')
  })

  test('a section beyond those that the policy numbers', () => {
    const policyText = `1. Scope\n1.1 Adverts\n2. Price\n2.1 Hidden price\n2.2 Auctions\n${plainPolicy}`
    const names = (trace: string) =>
      unknownRule.detect(readingOf({ policyText, trace })).map(({ evidence }) => evidence['code'])
    expect(names('Under section 2.3 it is a lottery.')).toEqual(['section 2.3'])
    expect(names('It breaks rule 7.')).toEqual(['rule 7'])
    expect(names('Section 2 and section 2.1 apply, and rule 1 too.')).toEqual([])
  })

  test('a code in a policy that has none, where it is called a rule or speaks as one', () => {
    const policyText = plainPolicy
    const names = (trace: string) =>
      unknownRule.detect(readingOf({ policyText, trace })).map(({ evidence }) => evidence['code'])
    expect(names('It would be category K3.')).toEqual(['K3'])
    expect(names('The policy has "K3: Hidden price" for it.')).toEqual(['K3'])
    expect(names('The train is the K3 and the seat B4.')).toEqual([])
  })

  test('a code in the output, even if the trace never has it', () => {
    const [finding] = unknownRule.detect(readingOf({ output: 'INVALID (TR9)' }))
    expect(finding).toMatchObject({ severity: 'hard', confidence: 0.95 })
    expect(finding?.spans).toEqual([{ in: 'output', start: 9, end: 12 }])
  })

  test('a category named in a field of the output, whatever its shape', () => {
    const subject = anAuditSubject({ output: '{"violation":1,"policy_category":"scalping"}' })
    const outcome = { ...subject.outcome, rules: ['scalping'], faults: ['rule-unknown'] as const }
    const [finding] = unknownRule.detect(new SubjectReading({ ...subject, outcome }))
    expect(finding?.evidence['code']).toBe('scalping')
  })
})

describe('leaves alone', () => {
  test.each([
    'It is TR2.a, or D-TR2, R-TR0 in the other notation.',
    'TR2a is close.',
    'Is it TR1? There is no TR1 in this policy.',
    "TR1? There's no TR1 defined. So TR0.",
    'TR1 is not defined here.',
    "The policy doesn't have a TR1, so TR0.",
    'The seat is in row B12 and the train is the RE5.',
    'It was reported to IC3.',
    'R2 would do as a short form of TR2; T2 as well.',
    'The seller mentions COVID-19 and an MP3 player.',
    'The policy lists TR0, TR2 and TR3; it skips TR1.',
    'The policy does not define any TR4.',
    'It has no Appendix B, and section 4.2 does not exist.',
    'Section 230 of the Act and Article 5 of the treaty say so.',
    'First step 1, then step 2. Section 2 is about inflated resale.',
    'The seller gives a promo code K3 and a coupon code SAVE20.',
    'In H1 2025 and Q3 the price was 40.',
  ])('%s', (trace) => {
    expect(codesIn(trace)).toEqual([])
  })

  test('a token that the content brought along', () => {
    expect(codesIn('The seat TR7 is offered.', 'Seat TR7, row 3, as printed')).toEqual([])
  })

  test('a token of the content written another way', () => {
    expect(codesIn('The seat TR-7 is offered.', 'Seat TR7, row 3, as printed')).toEqual([])
  })

  test('a section that the content has', () => {
    expect(codesIn('The advert says section 4.2.', 'Seats in Section 4.2, as printed')).toEqual([])
  })

  test('the ends of a range are not held to be rules', () => {
    const [finding] = unknownRule.detect(readingOf({ trace: 'The levels TR0-TR4 are given.' }))
    expect(finding).toMatchObject({ severity: 'soft', confidence: 0.4 })
  })

  test('any code where the policy has none', () => {
    const trace = 'This violates S4 of the usual rules.'
    expect(unknownRule.detect(readingOf({ policyText: plainPolicy, trace }))).toEqual([])
  })
})
