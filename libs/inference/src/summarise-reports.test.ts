import { expect, test } from '@jest/globals'
import type { EndpointReport } from './endpoint-store.js'
import { summariseReports } from './summarise-reports.js'

const report = (with_: Partial<EndpointReport>): EndpointReport => ({
  endpointId: 'ep_one',
  reporter: 'worker 1',
  healthy: true,
  reason: null,
  inFlight: 2,
  waiting: 1,
  completed: 10,
  failed: 1,
  tokensPerSecond: 5,
  cachedShare: 0.5,
  serverVersion: '1',
  seenAt: new Date(1000),
  ...with_,
})

test('calls of all processes add up; the newest sight of the server counts', () => {
  const summary = summariseReports([
    report({}),
    report({
      reporter: 'worker 2',
      healthy: false,
      reason: 'connection refused',
      completed: 30,
      cachedShare: 0.9,
      waiting: 7,
      seenAt: new Date(2000),
    }),
  ])
  expect(summary).toEqual({
    healthy: false,
    reason: 'connection refused',
    inFlight: 4,
    waiting: 7,
    completedLastMin: 40,
    failedLastMin: 2,
    tokensPerSecond: 10,
    cachedShare: 0.8,
    serverVersion: '1',
    seenAt: new Date(2000),
  })
})

test('an endpoint nobody has looked at is not called healthy', () => {
  expect(summariseReports([])).toMatchObject({
    healthy: false,
    reason: 'no worker has looked yet',
    cachedShare: null,
    seenAt: null,
  })
})
