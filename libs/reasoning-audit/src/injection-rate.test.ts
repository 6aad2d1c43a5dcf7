import { expect, test } from '@jest/globals'
import { injectionRateOf } from './injection-rate.js'

const none = { verdicts: 1000, attempts: 0 }

test('a source above what was set is above', () => {
  expect(injectionRateOf('shop', { verdicts: 100, attempts: 8 }, none, 0.05)).toMatchObject({
    rate: 0.08,
    threshold: 0.05,
    above: true,
  })
  expect(injectionRateOf('shop', { verdicts: 100, attempts: 4 }, none, 0.01).above).toBe(false)
})

test('a source that always sent many is above only where it doubles', () => {
  const past = { verdicts: 1000, attempts: 100 }
  const rateOf = (attempts: number) =>
    injectionRateOf('lab', { verdicts: 100, attempts }, past, 0.05)
  expect(rateOf(15)).toMatchObject({ threshold: 0.2, above: false })
  expect(rateOf(25).above).toBe(true)
})

test('a source without verdicts has no share', () => {
  const nothing = { verdicts: 0, attempts: 0 }
  expect(injectionRateOf('new', nothing, nothing, 0.05)).toMatchObject({ rate: 0, above: false })
})
