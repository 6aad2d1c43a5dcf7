import { expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { outputOffContract } from './output-off-contract.js'

const judge = (output: string, finishReason?: string) =>
  outputOffContract
    .detect(readingOf({ output, ...(finishReason ? { finishReason } : {}) }))
    .map(({ severity, evidence }) => `${severity} ${String(evidence['kind'])}`)

test.each([
  ['VALID', []],
  ['Answer: VALID', ['soft not-exact']],
  ['I’m sorry, but I can’t help with that.', ['hard refusal']],
  ['Sure! Which advert shall I look at?', ['hard no-label']],
  ['Perhaps VALID. Perhaps INVALID.', ['hard two-labels']],
  ['', ['hard empty']],
])('%j', (output, findings) => {
  expect(judge(output)).toEqual(findings)
})

test('a completion that did not finish', () => {
  expect(judge('VALID', 'length')).toEqual(['hard unfinished'])
})

test('a report under a report contract is no fault', () => {
  const policyText = 'For each item, return:\n- Violated Areas: [area, ...]\n- Reasoning: [short]'
  const output = '- Violated Areas: [touting]\n- Reasoning: too dear'
  expect(outputOffContract.detect(readingOf({ policyText, output }))).toEqual([])
})

test('where no form of answer can be told from the policy, no label is no sure fault', () => {
  const [finding] = outputOffContract.detect(
    readingOf({ policyText: 'Be kind to sellers.', output: 'The seller is kind.' }),
  )
  expect(finding?.confidence).toBeLessThan(0.5)
})
