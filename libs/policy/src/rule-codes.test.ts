import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ancestors, listCodeMentions, readRuleCodes } from './rule-codes.js'

const codesIn = (text: string) => listCodeMentions(text).map(({ code }) => code)

test('codes of several shapes are read, depiction and request marks left off', () => {
  expect(codesIn('SP0.a, H2.f and TVEC.01; see HS-2.1 (R-SP2, D-SP4).')).toEqual([
    'SP0.a',
    'H2.f',
    'TVEC.01',
    'HS-2.1',
    'SP2',
    'SP4',
  ])
})

test('what only looks like a code is not read', () => {
  expect(codesIn('CVE-2021-44228, x264, #A1B2C3, http://a/B2, 2.1, route 66')).toEqual([])
})

test('offsets point at the code itself', () => {
  const text = 'So R-SP2.'
  const [mention] = listCodeMentions(text)
  expect(text.slice(mention?.start, mention?.end)).toBe('SP2')
})

test('a family needs a place where codes are defined and a second number', () => {
  const { codes, families } = readRuleCodes(`RB0 Fine
RB2 Not fine: "my AR-15 is better than an AR-10"
Nothing on COVID-19. See RB2-RB4.`)
  expect([...families]).toEqual(['RB'])
  expect(codes).toEqual(['RB0', 'RB2', 'RB4', 'RB3'])
})

test('parents of a defined code are known, punctuation aside', () => {
  const { knows } = readRuleCodes('QA-2.1 First\nQA-2.2 Second\nZZ3.a Third\nZZ3.b Fourth')
  expect(['QA-2.1', 'QA-2', 'ZZ3', 'ZZ3.a', 'ZZ3a', 'QA2.1'].every(knows)).toBe(true)
  expect(['QA-3', 'QA-2.3', 'ZZ3.c', 'ZZ4'].some(knows)).toBe(false)
})

test('ancestors grow shorter and end', () => {
  expect(ancestors('HS-2.1.a')).toEqual(['HS-2.1', 'HS-2'])
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{1,4}\d(\.\d){0,3}(\.[a-z])?$/), (code) => {
      const found = ancestors(code)
      expect(found.every((each, i) => each.length < (found[i - 1] ?? code).length)).toBe(true)
    }),
  )
})

const signs = fc.constantFrom(...'ABSPDR', ...'123', ...'-._/#@ ', 'a', 'é', '😀', '漢')

test('codes are the same wherever the first of them stands', () => {
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      const [, ...behind] = listCodeMentions(`A1 ${text}`)
      const moved = behind.map((each) => ({ ...each, start: each.start - 3, end: each.end - 3 }))
      expect(listCodeMentions(text)).toEqual(moved)
    }),
    { numRuns: 3_000 },
  )
})
