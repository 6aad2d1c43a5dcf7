import { describe, expect, test } from '@jest/globals'
import { readingOf, ticketPolicy } from '../audit-subject.builder.js'
import { alteredQuote } from './altered-quote.js'

const policyText = `Library loans (#LB)
Staff must check a card before lending. Readers may renew a book at most 3 times.
All reference works are excluded from lending. Reading drafts aloud is allowed in the hall.
Only the Harbour Branch lends maps. Lending without a card is not allowed.
Photographs of manuscripts should be taken without flash. Guests may enter the vault only with a member.`

const findings = (trace: string, content = 'May I take the atlas home?') =>
  alteredQuote.detect(readingOf({ trace, content, policyText }))
const kinds = (trace: string, content?: string) =>
  findings(trace, content).map(
    ({ severity, confidence, evidence }) =>
      `${severity === 'hard' && confidence >= 0.5 ? 'hard' : 'soft'} ${(
        evidence['changes'] as { kind: string }[]
      )
        .map(({ kind }) => kind)
        .join()}`,
  )

describe('raises as hard', () => {
  test.each([
    ['a dropped negation', 'polarity', 'The policy says "Lending without a card is allowed".'],
    ['an added negation', 'polarity', 'The rule states: "Reading drafts aloud is not allowed".'],
    [
      'a contracted negation',
      'polarity',
      "The policy says “Reading drafts aloud isn't allowed in the hall”.",
    ],
    [
      'the opposite by prefix',
      'polarity',
      'The policy says "Reading drafts aloud is disallowed in the hall".',
    ],
    [
      'the opposite word',
      'polarity',
      'According to the policy, "Reading drafts aloud is prohibited in the hall."',
    ],
    ['included for excluded', 'polarity', 'Policy: "All reference works are included in lending".'],
    [
      'another number',
      'number',
      'LB says: "Readers may renew a book at most 5 times." The policy says "Readers may renew a book at most 5 times".',
    ],
    ['a number word', 'number', 'The policy states "Readers may renew a book at most nine times".'],
    ['another modal verb', 'modal', 'The policy says "Staff may check a card before lending".'],
    [
      'a weaker duty',
      'modal',
      'The policy says "Photographs of manuscripts must be taken without flash".',
    ],
    [
      'another quantity',
      'quantifier',
      'The policy says "Some reference works are excluded from lending".',
    ],
    [
      'a dropped only',
      'quantifier',
      'The policy says: "Guests may enter the vault with a member".',
    ],
    ['another name', 'name', 'The policy says "Only the Market Branch lends maps".'],
  ])('%s', (_, kind, trace) => {
    expect(kinds(trace)).toContain(`hard ${kind}`)
  })

  test("the content's words turned round", () => {
    const content = 'I would never sell the atlas to a dealer.'
    expect(kinds('The user says "I would sell the atlas to a dealer".', content)).toEqual([
      'hard polarity',
    ])
  })

  test('the quotation and the passage are pointed at, the words named as data', () => {
    const trace = 'The policy says "Lending without a card is allowed" so VALID.'
    const [finding] = findings(trace)
    const [quoted, passage] = finding?.spans ?? []
    expect(trace.slice(quoted?.start, quoted?.end)).toBe('Lending without a card is allowed')
    expect(policyText.slice(passage?.start, passage?.end)).toBe(
      'Lending without a card is not allowed',
    )
    expect(finding?.evidence['changes']).toEqual([{ kind: 'polarity', from: 'not' }])
    expect(finding?.message).not.toMatch(/card|lending/i)
  })
})

describe('raises as soft', () => {
  test.each([
    [
      'ordinary words changed',
      'The policy says "Staff must look at a card before any lending".',
      'soft words',
    ],
    [
      'a turned word whose source nobody names',
      'So "Lending without a card is allowed" is one reading.',
      'soft polarity',
    ],
  ])('%s', (_, trace, kind) => {
    expect(kinds(trace)).toEqual([kind])
  })
})

describe('leaves alone', () => {
  test.each([
    ['word for word', 'The policy says "Lending without a card is not allowed".'],
    ['case, endings and articles', 'The policy says "lending without card is not allowed".'],
    ['a contraction', 'The policy says "Lending without a card isn\'t allowed".'],
    ['typographic quotation marks', 'The policy says “Staff must check a card before lending.”'],
    ['elision', 'The policy says "Staff must check ... before lending".'],
    ['elision in brackets over a negation', 'It says "Lending without a card is […] allowed".'],
    [
      'sentences joined',
      'The policy: "Only the Harbour Branch lends maps. Photographs of manuscripts should be taken without flash."',
    ],
    ['headings joined by a dash', 'The policy says "Library loans – Staff must check a card".'],
    ['a negated quotation', 'The policy does not say "Lending without a card is allowed".'],
    ['a supposition', 'The policy might say "Lending without a card is allowed".'],
    [
      'a quotation that begins after the negation',
      'The policy says "allowed. Photographs of manuscripts should be taken".',
    ],
    ['too few words', 'The policy says "card is allowed" somewhere.'],
    ['words that occur nowhere', 'The policy says "Dogs wait outside by the gate".'],
  ])('%s', (_, trace) => {
    expect(kinds(trace).filter((kind) => kind.startsWith('hard'))).toEqual([])
  })

  test('what stands so in another place', () => {
    const twice = `${ticketPolicy}\nTR9 Asking for less than the printed price is not resale.`
    const trace = 'The policy says "Asking for more than the printed price".'
    expect(alteredQuote.detect(readingOf({ trace, policyText: twice }))).toEqual([])
  })
})
