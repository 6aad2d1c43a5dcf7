import { expect, test } from '@jest/globals'
import { parseCases } from './policy-cases.js'

test('cases of one text and of a conversation read the same way', () => {
  const lines = [
    '{"content":"buy now","label":"INVALID","rules":["SP-1.1"],"note":"loud"}',
    '',
    '{"content":{"messages":[{"role":"user","content":"hi"}]},"label":"VALID"}',
    'not json',
  ].join('\n')
  expect(parseCases(lines)).toEqual([
    { line: 1, content: 'buy now', label: 'INVALID', rules: ['SP-1.1'], note: 'loud' },
    { line: 3, content: 'user: hi', label: 'VALID', rules: [], note: '' },
    { line: 4, content: 'not json', label: '', rules: [], note: 'line 4 is not JSON' },
  ])
})

test('a counterfactual case says its pair and what it has of what is swapped', () => {
  const line = '{"content":"She sells","label":"VALID","pair":"seller","swap":"she"}'
  expect(parseCases(line)).toMatchObject([{ pair: 'seller', swap: 'she' }])
})
