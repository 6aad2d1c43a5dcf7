import { expect, test } from '@jest/globals'
import { ledTo } from './led-to.js'

test('says in one sentence what a finding led to', () => {
  expect(ledTo({ did: ['COUNT'] })).toBe('By the policy’s rules it only counted.')
  expect(ledTo({ did: ['OPEN_CASE', 'REPEAT'] })).toBe(
    'By the policy’s rules it opened a case and had the item judged again.',
  )
  expect(ledTo({ did: null })).toMatch(/before rules/)
})
