import { afterEach, describe, expect, test } from '@jest/globals'
import { SystemClock, SystemRandomness } from '@assize/kernel'
import {
  Dispatcher,
  EndpointPool,
  HealthMonitor,
  RoughTokenCounter,
  type DispatchRequest,
  type Endpoint,
} from '@assize/inference'
import { anEndpoint } from '@assize/inference/contract'
import {
  EnvironmentApiKeys,
  HttpEndpointProbe,
  OpenAiChatClient,
  SystemTimer,
} from '@assize/inference/nest'
import type { SimulatorOptions } from './options.js'
import { wordPolicy } from './policy/sample-policies.js'
import { startSimulator, type RunningSimulator } from './start-simulator.js'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function serve(
  name: string,
  options: Partial<SimulatorOptions> = {},
): Promise<{ server: RunningSimulator; endpoint: Endpoint }> {
  const server = await startSimulator({ name, ...options })
  closers.push(() => server.close())
  const model = 'simulated/gpt-oss-safeguard-20b'
  const baseUrl = `${server.url}/v1`
  return { server, endpoint: anEndpoint({ name, baseUrl, model, kind: 'simulator' }) }
}

function court(endpoints: readonly Endpoint[]) {
  const keys = new EnvironmentApiKeys({})
  const [clock, timer, tokens] = [new SystemClock(), new SystemTimer(), new RoughTokenCounter()]
  const client = new OpenAiChatClient({ keys, tokens })
  const probe = new HttpEndpointProbe(keys)
  const pool = new EndpointPool()
  pool.setEndpoints(endpoints)
  closers.push(
    () => client.close(),
    () => probe.close(),
  )
  const settings = { patienceMs: 200, attemptTimeoutMs: 60_000 }
  return {
    pool,
    dispatcher: new Dispatcher(
      pool,
      client,
      tokens,
      clock,
      timer,
      new SystemRandomness(),
      settings,
    ),
    monitor: new HealthMonitor(pool, probe, clock, timer),
  }
}

const request = (content: string): DispatchRequest => ({
  messages: [
    { role: 'system', content: wordPolicy },
    { role: 'user', content },
  ],
  effort: 'low',
  deadlineMs: 120_000,
  accept: (completion) => (/^(IN)?VALID$|^ESCALATE$/.test(completion.text) ? 'accept' : 'retry'),
})

describe('a dispatcher over HTTP', () => {
  test('gets past a server that fails, and its record says who answered', async () => {
    const broken = await serve('broken', { faults: { 'server-error': 1 } })
    const sound = await serve('sound')
    const { dispatcher } = court([broken.endpoint, sound.endpoint])
    const { attempts, completion } = await dispatcher.dispatch(request('Who sells a ladder?'))
    expect(attempts.map((attempt) => [attempt.endpointName, attempt.errorClass])).toEqual([
      ['broken', 'transport'],
      ['sound', null],
    ])
    expect(completion?.simulated).toBe(true)
    expect(attempts[1]?.completionId).toContain(attempts[1]?.requestId)
  })

  test('judges hundreds side by side within the limits, in turns, none lost', async () => {
    const faults = { 'server-error': 0.05, 'hang-up': 0.02 }
    const one = await serve('one', { faults })
    const two = await serve('two', { faults })
    const { dispatcher, pool } = court([one.endpoint, two.endpoint])
    const all = Array.from({ length: 300 }, (_, i) => dispatcher.dispatch(request(`Notice ${i}`)))
    const results = await Promise.all(all)
    expect(results.filter((result) => result.ending === 'accepted').length).toBeGreaterThan(295)
    const sent = pool.list().map((status) => status.sent)
    expect(Math.abs(sent[0]! - sent[1]!)).toBeLessThan(60)
    expect(pool.list().map((status) => status.inFlight)).toEqual([0, 0])
    const report = pool.list()[0]!.traffic.report(new Date())
    expect(report.completed).toBeGreaterThan(100)
    expect(report.cachedShare).toBeGreaterThan(0.5)
  })

  test('says undetermined when its only server is down; nothing stands in for it', async () => {
    const down = await serve('down')
    await down.server.close()
    const { dispatcher } = court([down.endpoint])
    const { completion, ending, attempts } = await dispatcher.dispatch(request('Anything'))
    expect({ completion, ending }).toEqual({ completion: null, ending: 'exhausted' })
    expect(attempts.every((attempt) => attempt.errorClass === 'transport')).toBe(true)
  })
})

describe('a health monitor over HTTP', () => {
  test('sees version and load, a wrong model, a wrong key, and silence', async () => {
    const well = await serve('well')
    const locked = await serve('locked', { apiKey: 'right' })
    const gone = await serve('gone')
    await gone.server.close()
    const { pool, monitor } = court([
      well.endpoint,
      { ...well.endpoint, id: 'ep_other', name: 'other', model: 'another' },
      locked.endpoint,
      gone.endpoint,
      { ...well.endpoint, id: 'ep_keyless', name: 'keyless', apiKeyEnv: 'NOT_SET' },
    ])
    await monitor.checkAll()
    const health = Object.fromEntries(
      pool.list().map((status) => [status.endpoint.name, status.health]),
    )
    expect(health['well']).toMatchObject({
      state: 'healthy',
      serverVersion: expect.stringMatching(/^simulated-/),
      serverRunning: 0,
      serverWaiting: 0,
    })
    expect(health['other']).toMatchObject({
      state: 'unhealthy',
      reason: 'the server does not list the model another',
    })
    expect(health['locked']).toMatchObject({ state: 'refused' })
    expect(health['gone']).toMatchObject({ state: 'unhealthy' })
    expect(health['keyless']).toMatchObject({
      state: 'refused',
      reason: 'the environment variable NOT_SET is not set',
    })
  })
})
