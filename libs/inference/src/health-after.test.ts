import { expect, test } from '@jest/globals'
import type { ProbeResult } from './endpoint-probe.js'
import { unprobed, type EndpointHealth, type EndpointStatus } from './endpoint-status.js'
import { anEndpoint } from './fakes/an-endpoint.js'
import { healthAfter } from './health-after.js'
import { Traffic } from './traffic.js'

const now = new Date('2026-11-01T00:10:00Z')
const long = new Date('2026-11-01T00:00:00Z')
const answers: ProbeResult = {
  kind: 'answers',
  serverVersion: '0.20.1',
  models: ['openai/gpt-oss-safeguard-20b'],
  running: 3,
  waiting: 0,
  latencyMs: 4,
}
const silent: ProbeResult = { kind: 'silent', reason: 'connection refused' }

const after = (health: Partial<EndpointHealth>, result: ProbeResult): EndpointHealth => {
  const status: EndpointStatus = {
    endpoint: anEndpoint(),
    health: { ...unprobed, ...health },
    inFlight: 0,
    sent: 0,
    unanswered: 0,
    traffic: new Traffic(),
  }
  return healthAfter(status, result, now)
}

test('an answer makes healthy and brings version and load', () => {
  expect(after({ state: 'unhealthy', since: long }, answers)).toMatchObject({
    state: 'healthy',
    serverVersion: '0.20.1',
    serverRunning: 3,
    since: now,
  })
})

test('silence makes unhealthy, keeps the version and says why', () => {
  expect(after({ serverVersion: '0.20.1' }, silent)).toMatchObject({
    state: 'unhealthy',
    reason: 'connection refused',
    serverVersion: '0.20.1',
  })
})

test('a server without our model is not healthy', () => {
  expect(after({}, { ...answers, models: ['other'] })).toMatchObject({ state: 'unhealthy' })
})

test('an endpoint that refused our key rests for ten minutes although it lists its models', () => {
  const refused = { state: 'refused', reason: 'no credit' } as const
  const justNow = new Date(now.getTime() - 60_000)
  expect(after({ ...refused, since: justNow }, answers)).toMatchObject(refused)
  expect(after({ ...refused, since: long }, answers)).toMatchObject({ state: 'healthy' })
})

test('the instant a state was entered stays until it is left', () => {
  const down = after({ state: 'unhealthy', since: long }, silent)
  expect(down.since).toEqual(long)
  expect(after(down, answers).since).toEqual(now)
})
