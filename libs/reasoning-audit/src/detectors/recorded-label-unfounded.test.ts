import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { recordedLabelUnfounded } from './recorded-label-unfounded.js'

const judge = (output: string, recordedLabel: string | null, policyText?: string) =>
  recordedLabelUnfounded.detect(
    readingOf({ output, recordedLabel, ...(policyText === undefined ? {} : { policyText }) }),
  )
const report = 'For each item, return:\n- Violated Areas: [area, ...]\n- Reasoning: [short]'

describe('raises a label recorded for', () => {
  test.each([
    ['a refusal', 'I’m sorry, but I can’t help with that.', 'INVALID'],
    ['an answer to the user', 'Sure! Which advert shall I look at?', 'valid'],
    ['two labels', 'VALID or INVALID', 'VALID'],
    ['nothing', '', 'INVALID'],
  ])('%s', (_, output, recorded) => {
    expect(judge(output, recorded)).toMatchObject([{ severity: 'soft' }])
  })

  test('a report without labels', () => {
    expect(judge('- Violated Areas: []\n- Reasoning: fine', 'VALID', report)).toHaveLength(1)
  })
})

describe('leaves alone', () => {
  test.each([
    ['a label in the output, even the other one', 'VALID', 'INVALID'],
    ['a record that there is none', 'I’m sorry, but I can’t help with that.', 'UNKNOWN'],
    ['a word of the other system', 'I’m sorry, but I can’t help with that.', 'parse_error'],
    ['no record', 'I’m sorry, but I can’t help with that.', null],
    ['an empty record', 'I’m sorry, but I can’t help with that.', ' '],
  ])('%s', (_, output, recorded) => {
    expect(judge(output, recorded)).toEqual([])
  })
})
