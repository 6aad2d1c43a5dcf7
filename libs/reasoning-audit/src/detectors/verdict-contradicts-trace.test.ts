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
  test('a digit in prose does not', () => {
    expect(judge('Two points:\n1. It is fair.\n0 complaints were made.', '0', binary)).toEqual([])
    expect(judge('So there are 0 seats left.', '1', binary)).toEqual([])
  })
})
