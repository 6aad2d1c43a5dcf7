import { expect, test } from '@jest/globals'
import { parsePolicyCases } from './policy-cases.js'

const one = { content: 'He sells it', label: 'VALID', pair: 'seller', swap: 'he' }
const other = { ...one, content: 'She sells it', swap: 'she' }

const problems = (...lines: object[]) => {
  try {
    return parsePolicyCases(lines.map((line) => JSON.stringify(line)).join('\n'), [])
  } catch (error) {
    return (error as { facts: { problems: unknown } }).facts.problems
  }
}

test('cases of one pair are read with what was swapped', () => {
  expect(problems(one, other)).toEqual([
    { ...one, rules: [], note: null },
    { ...other, rules: [], note: null },
  ])
})

test.each([
  ['alone', [one], 1, 'expected a second case of the same pair'],
  ['another label', [one, { ...other, label: 'INVALID' }], 2, 'expected the same label in all'],
  ['other rules', [one, { ...other, rules: ['A'] }], 2, 'expected the same rules in all'],
  ['the same swap', [one, { ...other, swap: 'he' }], 2, 'to have a swap of its own'],
  ['the same content', [one, { ...other, content: one.content }], 2, 'to have content of its own'],
  ['no swap', [one, { ...other, swap: undefined }], 2, 'expected pair and swap together'],
  ['an empty swap', [one, { ...other, swap: ' ' }], 2, 'to be texts of 1 to 100 characters'],
])('a pair with %s is refused by its line', (_, lines, line, message) => {
  expect(problems(...lines)).toContainEqual({
    line,
    message: expect.stringContaining(message) as unknown,
  })
})

test('of three the third is held against both', () => {
  expect(problems(one, other, { ...one, content: 'They sell it', swap: 'she' })).toEqual([
    { line: 3, message: 'expected each case of a pair to have a swap of its own' },
  ])
})
