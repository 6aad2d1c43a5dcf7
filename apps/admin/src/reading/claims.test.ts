import { expect, test } from '@jest/globals'
import { claimsIn } from './claims.js'

const policyText = '- SP-1.1 Repeated promotion: the same offer three times.\n- SP-1.2 Misplaced.'
const rules = [
  { code: 'SP-1.1', start: 0, end: 56 },
  { code: 'SP-1.2', start: 57, end: 77 },
]
const messages = [{ index: 0, text: 'join our page today, forty places left' }]

const read = (trace: string) =>
  claimsIn({ trace, policyText, rules, messages, labels: ['VALID', 'INVALID'] }).map((claim) => [
    claim.kind,
    trace.slice(claim.start, claim.end),
    claim.partner?.in ?? null,
  ])

test('rule codes of the policy lead to their passage, longer codes are not cut short', () => {
  expect(read('SP-1.1 applies, SP-1.10 does not exist here, nor XSP-1.2.')).toEqual([
    ['rule', 'SP-1.1', 'policy'],
  ])
})

test('a quotation is underlined only where its words are found', () => {
  expect(
    read(
      'It says "join our page today" and the rule says “the same offer three times” or "made up words".',
    ),
  ).toEqual([
    ['content', '"join our page today"', 'content'],
    ['quote', '“the same offer three times”', 'policy'],
  ])
})

test('the last sentence is a conclusion when it names a label', () => {
  expect(read('This is fine. So the answer is VALID.')).toEqual([
    ['conclusion', 'So the answer is VALID.', null],
  ])
  expect(read('This is fine. We go on.')).toEqual([])
})
