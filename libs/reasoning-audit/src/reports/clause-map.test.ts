import { expect, test } from '@jest/globals'
import { citedIn, clauseOf } from './clause-map.js'

const none = { title: '', named: 0, fired: 0, flagged: 0, overturned: 0 }

test('a rule counts once a trace, however it is punctuated', () => {
  const cited = citedIn(
    ['GA-1.1 or GA-1.1? GA1.1 it is.', 'Nothing.', 'GA-2 holds'],
    ['GA-1.1', 'GA-2', 'GA-3'],
  )
  expect([...cited]).toEqual([
    ['GA-1.1', 1],
    ['GA-2', 1],
  ])
})

test('what a rule does is the most that is known of it', () => {
  expect(clauseOf({ ...none, code: 'GA-1', named: 2, fired: 1 }, 3).use).toBe('fires')
  expect(clauseOf({ ...none, code: 'GA-1', named: 2 }, 3).use).toBe('named')
  expect(clauseOf({ ...none, code: 'GA-1' }, 3).use).toBe('cited')
  expect(clauseOf({ ...none, code: 'GA-1' }, 0).use).toBe('never')
})
