import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { verdictContradictsTrace } from './verdict-contradicts-trace.js'

const judge = (trace: string, output = 'INVALID', policyText?: string) =>
  verdictContradictsTrace.detect(
    readingOf({ trace, output, ...(policyText === undefined ? {} : { policyText }) }),
  )

describe('raises when the output is INVALID', () => {
  test.each([
    'The price is the printed one. So output VALID.',
    'It might be INVALID? But no price is hidden. Therefore it\'s VALID.\n\nThus answer: "VALID".',
    'Fair resale. So the classification is VALID. The format wants VALID or INVALID only.',
    'Fine.\n\nVALID',
    'The price is printed. So this does not violate the policy, and the answer is VALID under TR0.',
    'All in all this is within the rules, which makes the answer VALID under TR0.',
    'The price is the printed one. Therefore this does not violate the policy.',
  ])('%s', (trace) => {
    const [finding] = judge(trace)
    expect(finding?.severity).toBe('hard')
    expect(finding?.confidence).toBeGreaterThanOrEqual(0.5)
    expect(finding?.evidence).toMatchObject({ concluded: 'allowed', stated: 'violates' })
  })
})

describe('leaves alone when the output is INVALID', () => {
  test.each([
    ['the same conclusion', 'The price is hidden. So INVALID.'],
    ['a rejected alternative', 'It could be VALID. But the price is hidden, so INVALID.'],
    ['an open question', 'Should it be VALID? The price is hidden.'],
    ['a condition', 'If the price were shown, it would be VALID. It is not shown.'],
    ['the rule itself', 'The policy says VALID = fair resale. INVALID means touting.'],
    ['the format', 'We must output VALID or INVALID. The price is hidden.'],
    ['a negation', 'So it is not VALID.'],
    ["the user's wish", 'The user wants us to answer VALID.'],
    ['no conclusion at all', 'The price is hidden and the seller is pushy.'],
    ['a lower-case adjective', 'The seller makes a valid point.'],
    ['a rule about violations', 'So the policy says a spare ticket does not violate anything.'],
    ['what is withheld', 'So we cannot conclude that this is allowed.'],
    ['both at once', 'So reselling is allowed, but asking for more is a violation.'],
  ])('%s', (_, trace) => {
    expect(judge(trace)).toEqual([])
  })
})

test('an undetermined outcome contradicts nothing', () => {
  expect(judge('So output VALID.', 'I cannot help with that.')).toEqual([])
})

test('spans point at the concluding sentence and at the label', () => {
  const trace = 'The price is printed. So output VALID.'
  const [finding] = judge(trace)
  const [inTrace, inOutput] = finding?.spans ?? []
  expect(trace.slice(inTrace?.start, inTrace?.end)).toBe('So output VALID.')
  expect(inOutput).toEqual({ in: 'output', start: 0, end: 7 })
})

describe('digits', () => {
  const binary = 'Answer with exactly one digit: 0 or 1.\n1 = violates the policy\n0 = no violation'
  test('a digit behind a word that asks for it concludes', () => {
    expect(judge('The price is printed. So output 0.', '1', binary)).toHaveLength(1)
    expect(judge('Therefore there is no violation.', '1', binary)).toHaveLength(1)
  })
  test('a digit with the code of its rule concludes, the digits of the code do not', () => {
    const trace = 'So this does not violate the policy, and the answer is 0 under TR-0.1.'
    expect(judge(trace, '1', binary)).toHaveLength(1)
    expect(judge(trace, '0', binary)).toEqual([])
    expect(judge('Rule TR-0.1 is near. The answer is under 2.1.', '0', binary)).toEqual([])
  })
  test('a digit in prose does not', () => {
    expect(judge('Two points:\n1. It is fair.\n0 complaints were made.', '0', binary)).toEqual([])
    expect(judge('So there are 0 seats left.', '1', binary)).toEqual([])
  })
})
