import { expect, test } from '@jest/globals'
import { parsePolicyCases } from './policy-cases.js'

const labels = [
  { label: 'VALID', outcome: 'allowed' },
  { label: 'INVALID', outcome: 'violates' },
] as const

test('reads texts and conversations, skipping blank lines', () => {
  const jsonl = [
    '{"content":"x","label":"VALID"}',
    '',
    '{"content":{"messages":[{"role":"user","content":"y"}]},"label":"INVALID","rules":["A-1"],"note":"n"}',
  ].join('\n')
  expect(parsePolicyCases(jsonl, labels)).toEqual([
    { content: 'x', label: 'VALID', rules: [], note: null },
    {
      content: { messages: [{ role: 'user', content: 'y' }] },
      label: 'INVALID',
      rules: ['A-1'],
      note: 'n',
    },
  ])
})

test('names every faulty line', () => {
  const jsonl = [
    '{"content":"x","label":"VALID"}',
    '{',
    '[]',
    '{"content":"x"}',
    '{"content":{"messages":[]},"label":"VALID"}',
    '{"content":"x","label":"MAYBE"}',
    '{"content":"x","label":"VALID","rules":[1]}',
  ].join('\n')
  const lines = [2, 3, 4, 5, 6, 7].map((line) => expect.objectContaining({ line }))
  expect(() => parsePolicyCases(jsonl, labels)).toThrow(
    expect.objectContaining({ code: 'CASES_REFUSED', facts: { problems: lines } }),
  )
})

test('many lines that are no cases are refused as soon as some are', () => {
  const lines = 200_000
  const read = () => parsePolicyCases('{\n'.repeat(lines), [])
  expect(read).toThrow(/saw 1000 faulty line/)
  expect(parsePolicyCases('\n'.repeat(lines), [])).toEqual([])
})
