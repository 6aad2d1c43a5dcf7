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
    'Let me see if TR4 is a thing... it isn’t.',
    'I thought there was a TR4, but there isn’t.',
    'TR4? Let me check. No, the policy has nothing of the kind.',
    'Is TR4 defined? Only the four above are.',
    'TR4: none.',
    'Oops, I made TR4 up.',
    'The set of codes excludes TR4.',
    'TR4 is outside the taxonomy supplied.',
    'Were the policy to contain TR4, it could be considered.',
    'It would be TR4 if the policy had one.',
    'In other policies I would pick TR4.',
    'TR4 is only my shorthand.',
    'We are limited to the codes given, TR4 is extra.',
    'The author of the policy could have added TR4.',
    'TR4 would exceed the list.',
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
    'TR4 covers people who cannot defend themselves.',
    'Because there is no consent, TR4 is violated.',
    'There is no exception in TR4 for satire.',
    'This is TR4 and nothing else.',
    'TR4 it is, there is no way around it.',
    'That seems to match TR4: missing documents.',
    'TR4 (no age check) is triggered.',
    'The author made the story up, so TR4.',
    'It breaks TR4 by listing fake numbers.',
    'TR4 prohibits advice that comes from another platform.',
  ])('%s', (trace) => {
    expect(isDismissed(trace)).toBe(false)
  })
})
