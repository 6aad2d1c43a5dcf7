import { expect, test } from '@jest/globals'
import { waterfallBars } from './waterfall-bars.js'

const anAttempt = {
  waitedMs: 0,
  firstTokenMs: null,
  wholeMs: 12,
  errorClass: null,
  httpStatus: 200,
}

test('a failed and a good attempt stand one after the other', () => {
  const bars = waterfallBars('2026-11-21T12:00:00.000Z', '2026-11-21T12:00:00.900Z', [
    {
      ...anAttempt,
      number: 1,
      endpoint: 'sim-a',
      startedAt: '2026-11-21T12:00:00.004Z',
      errorClass: 'SERVER',
      httpStatus: 503,
    },
    {
      ...anAttempt,
      number: 2,
      endpoint: 'sim-b',
      startedAt: '2026-11-21T12:00:00.020Z',
      firstTokenMs: 80,
      wholeMs: 846,
    },
  ])
  expect(bars.map(({ label, from, to, look }) => [label, from, to, look])).toEqual([
    ['accept, queue', 0, 4, 'quiet'],
    ['1 sim-a', 4, 16, 'failed'],
    ['back-off', 16, 20, 'quiet'],
    ['2 prompt', 20, 100, 'quiet'],
    ['2 answer', 100, 866, 'trace'],
    ['audit, record', 866, 900, 'end'],
  ])
})
