import { expect, test } from '@jest/globals'
import { standingOf, witnessWords } from './log-words.js'

const sound = {
  ...{ size: '120', halted: null, unsigned: null, checkpoint: { size: '120' } },
  watch: { difference: null },
}

test('a log is halted, differs, is not signed, or signed, in this order', () => {
  expect(standingOf(sound)).toEqual({ sound: true, title: 'Log signed', why: null })
  expect(standingOf({ ...sound, size: '1120' }).why).toBe('1,000 entries since the last checkpoint')
  expect(standingOf({ ...sound, unsigned: 'there is no key' })).toEqual({
    ...{ sound: false, title: 'Log not signed', why: 'there is no key' },
  })
  expect(standingOf({ ...sound, unsigned: 'x', halted: 'somebody saw more' }).why).toBe(
    'somebody saw more',
  )
  const watch = { difference: 'a row is gone' }
  expect(standingOf({ ...sound, unsigned: 'x', watch })).toEqual({
    ...{ sound: false, title: 'Not as recorded', why: 'a row is gone' },
  })
  expect(standingOf({ ...sound, checkpoint: null }).title).toBe('Log begins')
})

test('witnesses are named, missed, or said to be none', () => {
  expect(witnessWords([], [])).toBe('no witness is configured')
  expect(witnessWords([], [{ name: 'w1' }])).toBe('none of 1 witness has signed it yet')
  expect(witnessWords([{ witness: 'w1' }, { witness: 'w2' }], [{ name: 'w1' }])).toBe(
    'cosigned by w1 and w2',
  )
})
