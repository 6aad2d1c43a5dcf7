import { describe, expect, test } from '@jest/globals'
import { frameOf, type QuotationFrame } from './attribution.js'
import { listQuotations } from './quotations.js'

const words = 'Sellers must show an official licence before they advertise abroad'

/** `Q` stands for the quoted words; marks are the template's. */
function frameIn(template: string): QuotationFrame {
  const trace = `We look at this first. ${template.replace('Q', () => words)}`
  const quotation = listQuotations(trace).find(({ text }) => text.startsWith('Sellers'))
  if (!quotation) throw new Error('the template has no quotation')
  return frameOf(trace, quotation)
}

const isHeld = ({ attribution, denied, decoded, supposed }: QuotationFrame): boolean =>
  attribution !== undefined && !denied && !decoded && !supposed

describe("is the policy's", () => {
  test.each([
    'The policy says "Q".',
    'The policy says `Q`.',
    "The policy: 'Q'.",
    'The policy says:\n\n> Q\n\nSo that is that.',
    'The policy states:\n"Q"',
    'The rulebook is explicit: "Q".',
    'Per the guidelines — "Q" — so be it.',
    'In the words of the policy, "Q".',
    'I recall the policy text: "Q"',
    'Let me quote the policy: "Q"',
    '**Policy**: "Q"',
    'As quoted from the policy: "Q"',
    'Policy text → "Q"',
    '"Q," the policy says.',
    '"Q", as the policy has it.',
    '"Q" is what the policy says.',
    'Then there is "Q" among the criteria.',
    'We have the policy here. It opens with "Q".',
    'It is written in the policy that "Q".',
    'Section 2 of the policy provides that "Q".',
    'The policy prohibits "Q".',
    'The policy does not allow "Q".',
    'TR2 is defined as "Q".',
    'TR2: "Q"',
    'TR-2.1 = "Q"',
    'Under TR2 ("Q") this fits.',
    'The policy on user content says "Q".',
    'The system prompt tells us "Q".',
    'The developer message contains the sentence "Q".',
    'There is a line in the rules, "Q", which settles it.',
    'The third criterion demands "Q".',
    'It falls under "Q".',
    'This is disallowed content: "Q"',
    'It is not a joke; the policy says "Q".',
  ])('%s', (template) => {
    const frame = frameIn(template)
    expect(frame.attribution).toBe('policy')
    expect(isHeld(frame)).toBe(true)
  })
})

describe("is the content's", () => {
  test.each([
    'The user says "Q".',
    'The message: "Q"',
    'The user\'s words: "Q"',
    '"Q", the user writes.',
    '"Q" is how the post ends.',
    'There is "Q" in the message.',
    'In it, the author boasts "Q".',
    'The post contains the phrase "Q".',
    'The comment ends with "Q".',
    'According to the user, "Q".',
    'The policy is strict, but the customer wrote "Q".',
  ])('%s', (template) => {
    const frame = frameIn(template)
    expect(frame.attribution).toBe('content')
    expect(isHeld(frame)).toBe(true)
  })
})

describe('is held against nobody', () => {
  test.each([
    ['a denial', 'The policy does not say "Q".'],
    ['a denial afterwards', '"Q" is not in the policy.'],
    ['a denial of any such rule', 'There is no rule saying "Q".'],
    ['silence', 'The policy is silent on "Q".'],
    ['what neither says', 'Neither the policy nor the content says "Q".'],
    ['a proposal', 'The policy should say "Q".'],
    ['a regret', 'A better policy would have said "Q".'],
    ['a condition', 'If the policy said "Q", it would be clear.'],
    ['an inverted condition', 'Had the author written "Q", it would differ.'],
    ['a possibility', 'The user might have written "Q".'],
    ['what a user could say', 'The user could say "Q".'],
    ['an imagined case', 'Imagine the user says "Q".'],
    ['an answer to the user', 'We should answer "Q" to the user.'],
    ['an explanation to the user', 'I will explain to the user: "Q".'],
    ['a draft', 'Let me draft: "Q"'],
    ['a gloss', 'The policy, in other words, "Q".'],
    ['a translation', 'In English the content says "Q".'],
    ['a decoded text', 'Decoded from base64 it says "Q".'],
    ['a name of its own', 'I would call this "Q".'],
    ['a summary', 'Summary: "Q"'],
  ])('%s: %s', (_, template) => {
    expect(isHeld(frameIn(template))).toBe(false)
  })
})

test.each(['a rule such as "Q"', 'a message like "Q"'])('%s illustrates', (template) => {
  expect(frameIn(`There may be ${template}.`).illustrates).toBe(true)
})

test('a verb of saying beside the quotation makes it direct', () => {
  expect(frameIn('The policy states "Q".').direct).toBe(true)
  expect(frameIn('The policy is about fees, and "Q" is a matter of taste.').direct).toBe(false)
})

describe('nobody is held to have said it', () => {
  test.each([
    'There is no line to the effect of "Q" in the policy.',
    '"Q" is nowhere in the policy.',
    '"Q" cannot be found in the policy.',
    'You will look in the policy for "Q" in vain.',
    'Does the policy say "Q"? No.',
    'One might think the policy says "Q", but it does not.',
    'A clearer wording of the policy would have been "Q".',
    'A typical post of that kind runs "Q".',
    'Had the user said "Q", it would be another matter.',
    'Think of a message like "Q".',
  ])('%s', (template) => {
    expect(isHeld(frameIn(template))).toBe(false)
  })
})
