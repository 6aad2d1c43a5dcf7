import { expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { recordedLabelMismatch } from './recorded-label-mismatch.js'

const judge = (output: string, recordedLabel: string | null) =>
  recordedLabelMismatch.detect(readingOf({ output, recordedLabel }))

test('a substring was taken for the label', () => {
  const output = 'Answer (VALID or INVALID): VALID'
  const [finding] = judge(output, 'INVALID')
  expect(finding).toMatchObject({
    severity: 'hard',
    evidence: { recorded: 'INVALID', output: 'VALID' },
  })
  expect(output.slice(finding?.spans[0]?.start, finding?.spans[0]?.end)).toBe('VALID')
})

test.each([
  ['VALID', 'valid '],
  ['VALID', null],
  ['VALID', 'blocked'],
  ["I'm sorry, I can't help with that.", 'INVALID'],
])('output %j recorded as %j is no mismatch', (output, recorded) => {
  expect(judge(output, recorded)).toEqual([])
})
