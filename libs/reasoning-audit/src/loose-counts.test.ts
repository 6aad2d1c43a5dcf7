import { describe, expect, test } from '@jest/globals'
import { readLooseCount } from './loose-counts.js'

describe('takes fewer for as many as are needed', () => {
  test.each([
    ['The bar lies at three; one turned up, and the bar is cleared.', 3, 1],
    ['Needed: 4. Found: 2. Met.', 4, 2],
    ['No fewer than three must be there. One is. Threshold reached.', 3, 1],
    ['Two found, five required: enough.', 5, 2],
    ['The rule starts at 3 hits. We count 1 hit. It applies.', 3, 1],
  ])('%s', (text, needed, found) => {
    expect(readLooseCount(text)).toMatchObject({ needed, found })
  })
})

describe('leaves alone', () => {
  test.each([
    'The bar lies at three; four turned up, and the bar is cleared.',
    'Needed: 4. Found: 2. Not met.',
    'If three were required and one was found, it would be met.',
    'A listing needs two photos. There is one, so it violates.',
    'This one is enough to apply the rule that needs two readers.',
    'The condition is met within 3 days of the 2 weeks.',
  ])('%s', (text) => {
    expect(readLooseCount(text)).toBeUndefined()
  })
})

test('time grows with the length of a stretch, not with its square', () => {
  const startedAt = performance.now()
  readLooseCount(`At least three are met. ${'one two '.repeat(20_000)}`)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
