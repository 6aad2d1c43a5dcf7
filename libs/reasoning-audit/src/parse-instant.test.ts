import { expect, test } from '@jest/globals'
import { parseInstant } from './parse-instant.js'

test.each([
  ['2025-11-02T13:58:59.830139', '2025-11-02T13:58:59.830Z'],
  ['2025-11-02 13:58:59', '2025-11-02T13:58:59.000Z'],
  ['2025-11-02T13:58Z', '2025-11-02T13:58:00.000Z'],
  ['2025-11-02T13:58:59+02:00', '2025-11-02T11:58:59.000Z'],
  ['2025-11-02', '2025-11-02T00:00:00.000Z'],
  ['2025-11', '2025-11-01T00:00:00.000Z'],
])('%s is %s, whatever zone the machine is in', (text, instant) => {
  expect(parseInstant(text)?.toISOString()).toBe(instant)
})

test.each([
  '',
  'yesterday',
  '1762091939',
  '2025-13-01',
  '2025-11-02T25:00:00',
  '02/11/2025',
  ' 2025-11-02',
])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined()
})
