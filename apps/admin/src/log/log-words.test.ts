import { expect, test } from '@jest/globals'
import { standingOf, witnessWords } from './log-words.js'

const sound = { size: '120', halted: null, unsigned: null, checkpoint: { size: '120' } }

test('a log is halted, not signed, or signed, in this order', () => {
  expect(standingOf(sound)).toEqual({ sound: true, title: 'Log signed', why: null })
  expect(standingOf({ ...sound, size: '1120' }).why).toBe('1,000 entries since the last checkpoint')
  expect(standingOf({ ...sound, unsigned: 'there is no key' })).toEqual({
    ...{ sound: false, title: 'Log not signed', why: 'there is no key' },
  })
  expect(standingOf({ ...sound, unsigned: 'x', halted: 'somebody saw more' }).why).toBe(
    'somebody saw more',
  )
  expect(standingOf({ ...sound, checkpoint: null }).title).toBe('Log begins')
})

test('witnesses are named, missed, or said to be none', () => {
  expect(witnessWords([], [])).toBe('no witness is configured')
  expect(witnessWords([], [{ name: 'w1' }])).toBe('none of 1 witness has signed it yet')
  expect(witnessWords([{ witness: 'w1' }, { witness: 'w2' }], [{ name: 'w1' }])).toBe(
    'cosigned by w1 and w2',
  )
})
