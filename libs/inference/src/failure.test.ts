import { expect, test } from '@jest/globals'
import { classifyFailure, parseRetryAfter } from './failure.js'

test.each([
  [null, 'connect ECONNREFUSED', 'transport'],
  [408, '', 'transport'],
  [409, '', 'transport'],
  [429, '', 'rate-limited'],
  [400, 'maximum context length is 131072', 'permanent'],
  [404, 'no such model', 'permanent'],
  [422, '', 'permanent'],
  [401, '', 'configuration'],
  [402, 'no credit', 'configuration'],
  [403, '', 'configuration'],
  [500, 'unexpected tokens remaining in message header: Some("x")', 'harmony'],
  [500, 'Unknown role: functions', 'harmony'],
  [500, 'expecting start token 200006', 'harmony'],
  [500, 'EngineDeadError', 'transport'],
  [503, '', 'transport'],
  [200, 'the engine failed', 'transport'],
] as const)('%s %j is %s', (status, message, expected) => {
  expect(classifyFailure(status, message)).toBe(expected)
})

test('retry-after is seconds or a date', () => {
  const now = new Date('2026-11-01T00:00:00Z')
  expect(parseRetryAfter('2', now)).toBe(2000)
  expect(parseRetryAfter('0.5', now)).toBe(500)
  expect(parseRetryAfter('Sun, 01 Nov 2026 00:00:10 GMT', now)).toBe(10_000)
  expect(parseRetryAfter('soon', now)).toBeNull()
  expect(parseRetryAfter(null, now)).toBeNull()
})
