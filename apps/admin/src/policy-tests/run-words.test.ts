import { expect, test } from '@jest/globals'
import { askedWords, between, citedCodes, flipWords, percent, resultWords } from './run-words.js'

test('shares are told to a tenth of a percent, and none is told as none', () => {
  expect([0.875, 1, 0, 1 / 3].map(percent)).toEqual(['87.5 %', '100 %', '0 %', '33.3 %'])
  expect(percent(null)).toBe('none')
  expect(between({ low: 0.5, high: 0.75 })).toBe('between 50 % and 75 %')
  expect(between(null)).toBeNull()
})

test('a run that finished passed or did not; another says how it ended', () => {
  expect(resultWords({ state: 'FINISHED', passed: true })).toBe('passed')
  expect(resultWords({ state: 'FINISHED', passed: false })).toBe('not passed')
  expect(resultWords({ state: 'CANCELLED', passed: null })).toBe('cancelled')
})

test('repeats that differ are counted, the most first; those that agree need no words', () => {
  const said = (...outcomes: ('ALLOWED' | 'VIOLATES')[]) =>
    flipWords(outcomes.map((outcome) => ({ outcome })))
  expect(said('VIOLATES', 'ALLOWED', 'ALLOWED')).toBe('2 allowed, 1 violates')
  expect(said('ALLOWED', 'ALLOWED')).toBeNull()
  expect(said()).toBeNull()
})

test('codes are told apart: cited rightly, missed, and cited though the case does not expect them', () => {
  expect(citedCodes(['A-1', 'A-2'], ['A-3', 'A-1', 'A-3'])).toEqual([
    { code: 'A-1', how: 'rightly' },
    { code: 'A-2', how: 'missed' },
    { code: 'A-3', how: 'unasked' },
  ])
})

test('says by what a run was judged', () => {
  expect(askedWords({ model: 'openai/m-20b', effort: 'LOW', repeats: 1 })).toBe(
    'm-20b, low effort, once each',
  )
  expect(askedWords({ model: 'm', effort: 'HIGH', repeats: 3 })).toBe(
    'm, high effort, 3 times each',
  )
})
