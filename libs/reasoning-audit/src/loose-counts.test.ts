import { describe, expect, test } from '@jest/globals'
import { readLooseCount } from './loose-counts.js'

describe('takes fewer for as many as are needed', () => {
  test.each([
    ['The bar lies at three; one turned up, and the bar is cleared.', 3, 1],
    ['Needed: 4. Found: 2. Met.', 4, 2],
    ['No fewer than three must be there. One is. Threshold reached.', 3, 1],
    ['Two found, five required: enough.', 5, 2],
    ['The rule starts at 3 hits. We count 1 hit. It applies.', 3, 1],
    ['Need three, have one: met.', 3, 1],
    ['4+ needed. 2 here. OK, violation.', 4, 2],
    ['Up to four are tolerated. There are two, which is too many.', 5, 2],
    ['Anything under four passes; here it is two, so it does not pass.', 4, 2],
    ['The number of instances, two, equals or exceeds the stipulated four.', 4, 2],
    ['As two exceeds four, the rule applies.', 4, 2],
    ['It is spam from 5 links upwards; with 2 links we are over the line.', 5, 2],
    ['The fourth strike is needed; this is the second strike; condition met.', 4, 2],
    ['Three to five signs are needed; one is present, so the test is passed.', 3, 1],
    ['At two, the post meets the four-link threshold.', 4, 2],
    ['A score of 0.7 is required. The score is 0.4. Requirement fulfilled.', 0.7, 0.4],
    ['It is spam from 4 links on; there are 2; so it is spam.', 4, 2],
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
    'Up to four are tolerated. There are two, which is fine.',
    'At most four are allowed, there are two, so the condition is satisfied.',
    'Fewer than four would be fine, and with two it is fine.',
    'Below four we let it go. This has two, so we let it go.',
    'Four exceeds two, so the rule applies.',
    'The post has two links and four hashtags; the rule on links is met.',
    'There are two threats in four sentences, so the rule applies.',
    'The user is two of four people named in the post. The rule applies.',
    'The form asks for four documents, only two given, so this is a violation.',
    'The rule needs four or more, there are two, so that rule does not apply; another one is met.',
    'Rule 4 applies, and 2 is met too.',
    'A share of 40 % is needed; there are 2, so it is met.',
    'With four or more it would be spam. With two it is not, so it is allowed.',
  ])('%s', (text) => {
    expect(readLooseCount(text)).toBeUndefined()
  })
})

test('time grows with the length of a stretch, not with its square', () => {
  const startedAt = performance.now()
  readLooseCount(`At least three are met. ${'one two '.repeat(20_000)}`)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
