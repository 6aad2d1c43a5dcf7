import { describe, expect, test } from '@jest/globals'
import { isDismissedAt } from './dismissed-rules.js'

const isDismissed = (trace: string): boolean =>
  [...trace.matchAll(/TR4/g)].some(({ index }) => isDismissedAt(trace, index, index + 3))

describe('there is no such rule', () => {
  test.each([
    'A code TR4 is nowhere to be found.',
    'TR4 would be the natural place, but the list ends at TR3.',
    'If there were a TR4, it would fit, but there is none.',
    'I keep thinking of TR4, which belongs to some other policy.',
    'Could it be TR4? That code is not part of the list.',
    'Is there a TR4? The policy only knows TR0, TR2 and TR3.',
    'TR4? Not here.',
    'The numbering jumps over TR4.',
    'The codes go from TR0 to TR3, so TR4 is out of the question.',
    'I must not invent TR4.',
    'TR4 was removed.',
    'I looked for TR4 and found nothing.',
    'So TR4 is a code I made up.',
    'The policy knows nothing of TR4.',
    'Codes end well before TR4.',
    'Is there TR4? There is not.',
    'A rule named TR4 could not be found.',
  ])('%s', (trace) => {
    expect(isDismissed(trace)).toBe(true)
  })
})

describe('a negation about something else dismisses nothing', () => {
  test.each([
    'According to TR4, this is not allowed.',
    'TR4 covers what is not permitted here.',
    'It is not TR2 but TR4.',
    'TR4? No doubt about it.',
    'We classify it as TR4. The policy does not allow it.',
    "I think it's TR4, but the policy only asks for VALID or INVALID.",
    'There is no excuse: TR4.',
    'The seller does not name the price, which is TR4.',
  ])('%s', (trace) => {
    expect(isDismissed(trace)).toBe(false)
  })
})
