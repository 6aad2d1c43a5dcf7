import { describe, expect, test } from '@jest/globals'
import { anAuditSubject, readingOf, ticketPolicy } from '../audit-subject.builder.js'
import { SubjectReading } from '../subject-reading.js'
import { skippedPolicy } from './skipped-policy.js'

const gardenPolicy = `Garden tools policy
GOAL: Identify sales of dangerous garden tools.

Chainsaws, hedge trimmers and pesticides may only be offered by licensed dealers.
Offering a chainsaw without naming the dealer's licence is not fair.
Offering pesticides whose label has been removed is not fair.
Offering a lawnmower, a rake or a spade is fair whoever offers it.
`
const twoPolicies = `POLICY A\n\n${gardenPolicy}\n\nPOLICY B\n\n${ticketPolicy}`
const content =
  'Two seats for Friday, 40 each as printed. Also a chainsaw and pesticides, no questions.'

const find = (trace: string, changes: { content?: string; policyText?: string } = {}) =>
  skippedPolicy.detect(readingOf({ trace, policyText: twoPolicies, content, ...changes }))

const idle = 'The person speaks of this and of that and nobody minds. '

describe('raises', () => {
  test('one of two policies that bears on the content and is never brought up', () => {
    const [finding, ...rest] = find('The seller asks the printed price. That is TR0. So VALID.')
    expect(rest).toEqual([])
    expect(finding).toMatchObject({ severity: 'soft', evidence: { policy: 1, of: 2 } })
    const [{ start, end } = { start: 0, end: 0 }] = finding?.spans ?? []
    expect(twoPolicies.slice(start, end)).toContain('POLICY A')
  })

  test('a longer trace without a word of any rule; hard where it is long', () => {
    const policyText = ticketPolicy
    const shorter = find(`${idle.repeat(7)}Fine. VALID.`, { policyText })
    expect(shorter).toMatchObject([{ severity: 'soft', confidence: 0.4 }])
    const longer = find(`${idle.repeat(20)}Fine. VALID.`, { policyText })
    expect(longer).toMatchObject([{ severity: 'hard', confidence: 0.6 }])
  })
})

describe('a violation without a rule', () => {
  const policyText = ticketPolicy
  const told =
    'The person writes about a brother who is ill. There are two seats left over. That is not nice of him at all, he knows it, and so we go on.'

  test('is raised where no sentence takes up a rule that leads to one', () => {
    const [finding] = skippedPolicy.detect(
      readingOf({ trace: `${told} INVALID.`, policyText, output: 'INVALID' }),
    )
    expect(finding).toMatchObject({ severity: 'soft', confidence: 0.5 })
  })

  test.each([
    ['a rule taken up by its words', `${told} He asks for more than the printed price. INVALID.`],
    ['a rule taken up by its code', `${told} This is TR2. INVALID.`],
  ])('leaves alone %s', (_, trace) => {
    expect(skippedPolicy.detect(readingOf({ trace, policyText, output: 'INVALID' }))).toEqual([])
  })
})

describe('leaves alone', () => {
  test('both policies considered, be it in their own words', () => {
    expect(find('TR0 holds. As for garden tools, no dealer is licensed. INVALID.')).toEqual([])
  })

  test('a policy that does not bear on the content', () => {
    expect(find('TR0. VALID.', { content: 'Two seats for Friday, 40 each.' })).toEqual([])
  })

  test('a short trace, and one that looks at rules', () => {
    const policyText = ticketPolicy
    expect(find('Fine. VALID.', { policyText })).toEqual([])
    expect(find(`${idle.repeat(20)}It is TR0. VALID.`, { policyText })).toEqual([])
    expect(find(`${idle.repeat(20)}Forged originals? No. VALID.`, { policyText })).toEqual([])
  })

  test('a verdict without an outcome, and an empty trace', () => {
    const subject = anAuditSubject({ trace: idle.repeat(20), output: 'Which?' })
    expect(skippedPolicy.detect(new SubjectReading(subject))).toEqual([])
    expect(find('')).toEqual([])
  })
})

test('time grows with the length of policy and trace', () => {
  const policyText = `POLICY A\n${'A Policy\n'.repeat(50_000)}`
  expect(find(idle.repeat(10_000), { policyText }).length).toBeLessThanOrEqual(1)
})
