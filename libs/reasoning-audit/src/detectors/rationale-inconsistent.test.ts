import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { rationaleInconsistent } from './rationale-inconsistent.js'

const judge = (trace: string, output: string, policyText?: string) =>
  rationaleInconsistent
    .detect(readingOf({ trace, output, ...(policyText === undefined ? {} : { policyText }) }))
    .map(({ evidence, confidence, severity }) => {
      expect(severity).toBe('hard')
      expect(confidence).toBeGreaterThanOrEqual(0.5)
      return evidence['kind']
    })

const asJson = `Ticket resale policy (#TR)
TR0 Fair resale: passing on a spare ticket. (0)
TR2 Inflated resale: asking for more than the printed price. (1)
TR3 Forged tickets: offering copies. (1)
TR0 leads to 0. TR2 and TR3 lead to 1.
Return JSON only: {"violation": 0 or 1, "rule_ids": ["TR2"], "rationale": "..."}`
const jsonRules = `${asJson}
VALID = fair`

describe('raises', () => {
  test.each([
    ['a rule that allows, under INVALID', 'It is a spare ticket. This falls under TR0.', 'INVALID'],
    ['a rule that forbids, under VALID', 'The price is hidden. So it is TR2.a.', 'VALID'],
    [
      'every rule swapped',
      'According to TR2, spare tickets are fine. That is TR2. So VALID.',
      'VALID',
    ],
    [
      'a rule named in passing, under INVALID',
      'See TR0 for this situation. So INVALID.',
      'INVALID',
    ],
    ['a rule that applies', 'TR2 applies here. So the answer is VALID.', 'VALID'],
    [
      'a rule that allows, after one that was told of',
      'The policy says TR0 is fair resale. So this is TR0. INVALID.',
      'INVALID',
    ],
  ])('%s', (_, trace, output) => {
    expect(judge(trace, output)).toEqual(['settled-rule'])
  })

  test('a label beside a rule that leads elsewhere', () => {
    const trace =
      'TR0 or TR2? The price is the printed one, near TR0. So the answer is VALID (TR2).'
    expect(judge(trace, 'VALID')).toEqual(['label-beside-rule'])
  })

  test('a rule beside the label in the output', () => {
    expect(judge('The price is hidden.', 'INVALID (TR0)')).toContain('rule-of-output')
  })

  test('an explanation against its label', () => {
    const output = 'VALID. The seller hides the price, so this violates the policy.'
    expect(judge('Hm.', output)).toEqual(['explanation'])
  })

  test('another rule in the output than the trace settles on', () => {
    const trace = 'The tickets are copies. This falls under TR3.'
    expect(judge(trace, 'INVALID (TR2)')).toEqual(['other-rule'])
  })
})

describe('raises counts that do not give what they are said to give', () => {
  test.each([
    'The rule needs at least three of these signs and we see two, so the threshold is met.',
    'At least 4 offers are required. There are only 3. So that is enough.',
    'We count one and the rule asks for two or more, which is satisfied.',
    'It takes two or more repetitions; here there is one; therefore the condition is fulfilled.',
    'The threshold is 4. The severity is 2. That meets the threshold.',
    'It requires at least high severity. The severity is low, so the requirement is met.',
    'More than two offers are needed. We have two, so the bar is reached.',
    'Three signs are needed. There are four. So the threshold is not met.',
    'The rule needs three signs. There are two signs, so it violates.',
  ])('%s', (trace) => {
    expect(judge(trace, 'INVALID')).toEqual(['count'])
  })
})

describe('leaves alone', () => {
  test.each([
    ['rules that agree', 'This falls under TR2. So INVALID.', 'INVALID'],
    ['a sub-rule of one that agrees', 'It is TR2.b. So INVALID.', 'INVALID (TR2)'],
    ['a rule that was cleared', 'Is it TR2? No. It does not fall under TR2. So VALID.', 'VALID'],
    [
      'a rule told of',
      'The policy says TR2 is about prices. The price is printed. VALID.',
      'VALID',
    ],
    ['a rule supposed', 'If the price were hidden it would be TR2. It is not. VALID.', 'VALID'],
    [
      'an exception that fails',
      'It does not fall under TR0. The price is hidden. INVALID.',
      'INVALID',
    ],
    ['several rules in turn', 'Maybe TR0. But the price is hidden: TR2. So INVALID.', 'INVALID'],
    ['a label as a mere word', 'The copies are good. So VALID.', 'VALID'],
    ['an explanation that agrees', 'Hm.', 'INVALID. So this violates the policy.'],
    [
      'an explanation that grants something',
      'Hm.',
      'INVALID. It is polite, but it breaks the rules.',
    ],
    ['no verdict', 'This falls under TR0.', 'I cannot help with that.'],
    [
      'a count that is enough',
      'At least two are needed. There are three. That is enough.',
      'INVALID',
    ],
    ['a count that is not', 'Three are needed. There are two, so it is not met. VALID.', 'VALID'],
    [
      'a count supposed',
      'If three were needed and there were two, it would be met. VALID.',
      'VALID',
    ],
    [
      'things a seller needs',
      'A listing needs two photos. There is one, so it violates.',
      'INVALID',
    ],
    ['numbers in prose', 'At least 40 people came. There are 2 tickets. So VALID.', 'VALID'],
  ])('%s', (_, trace, output) => {
    expect(judge(trace, output)).toEqual([])
  })

  test('a policy without codes', () => {
    expect(judge('This falls under TR0.', 'INVALID', 'Answer VALID or INVALID.')).toEqual([])
  })
})

describe('a form', () => {
  test('rules in it that lead to the other outcome than its label', () => {
    const policyText = jsonRules.replace('(0)', 'VALID').replaceAll('(1)', 'INVALID')
    const reading = readingOf({ policyText, output: '{"violation":1,"rule_ids":["TR2"]}' })
    expect(rationaleInconsistent.detect(reading)).toEqual([])
  })

  test('a rationale that concludes the other outcome than its label', () => {
    const wrong = '{"violation":0,"rationale":"The price is hidden. So this violates the policy."}'
    const right = '{"violation":1,"rationale":"The price is hidden. So this violates the policy."}'
    expect(judge('Hm.', wrong, asJson)).toEqual(['explanation'])
    expect(judge('Hm.', right, asJson)).toEqual([])
  })
})

test('spans point at the rule and at the label', () => {
  const trace = 'It is a spare ticket. This falls under TR0. INVALID.'
  const [finding] = rationaleInconsistent.detect(readingOf({ trace, output: 'INVALID' }))
  const [inTrace, inOutput] = finding?.spans ?? []
  expect(trace.slice(inTrace?.start, inTrace?.end)).toBe('TR0')
  expect(inOutput).toEqual({ in: 'output', start: 0, end: 7 })
})

test('time grows with the length of a trace', () => {
  for (const piece of [
    'TR0 ',
    'at least two ',
    'TR2 (VALID) ',
    'we see two, ',
    'needs a needs ',
    'is TR0. ',
  ]) {
    const startedAt = performance.now()
    judge(piece.repeat(Math.floor(1_000_000 / piece.length)), 'INVALID')
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  }
})
