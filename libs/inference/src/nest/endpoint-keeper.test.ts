import { afterEach, expect, test } from '@jest/globals'
import { SystemClock } from '@assize/kernel'
import type { Notice } from '@assize/events'
import type { LiveEvents } from '@assize/events/nest'
import type { Config } from '@assize/platform'
import { EndpointPool } from '../endpoint-pool.js'
import { EndpointProbe, type ProbeResult } from '../endpoint-probe.js'
import { anEndpoint } from '../fakes/an-endpoint.js'
import { MemoryEndpointStore } from '../fakes/memory-endpoint-store.js'
import { HealthMonitor } from '../health-monitor.js'
import { endpointConfigured } from '../jobs.js'
import { SystemTimer } from './system-timer.js'
import { EndpointKeeper } from './endpoint-keeper.js'

class Answers extends EndpointProbe {
  probe(): Promise<ProbeResult> {
    return Promise.resolve({
      kind: 'answers',
      serverVersion: '0.20.1',
      models: null,
      running: 1,
      waiting: 2,
      latencyMs: 3,
      simulated: false,
    })
  }
}

let keeper: EndpointKeeper | undefined
afterEach(() => keeper?.onApplicationShutdown())

function start(endpointsJson: string | undefined) {
  const clock = new SystemClock()
  const pool = new EndpointPool()
  const store = new MemoryEndpointStore()
  const monitor = new HealthMonitor(pool, new Answers(), clock, new SystemTimer())
  const announced: Notice[] = []
  const listeners = new Map<string, () => void>()
  const live = {
    announce: (notices: readonly Notice[]) => Promise.resolve(void announced.push(...notices)),
    subscribe: (type: string, listener: () => void) => {
      listeners.set(type, listener)
      return () => listeners.delete(type)
    },
  } as unknown as LiveEvents
  const config = { endpointsJson } as Config
  keeper = new EndpointKeeper(config, pool, store, monitor, live, clock)
  const names = (): readonly string[] =>
    pool
      .list()
      .map(({ endpoint }) => endpoint.name)
      .sort()
  return { keeper, pool, store, announced, listeners, names, clock }
}

const setting = JSON.stringify([{ name: 'gpu', kind: 'vllm', baseUrl: 'http://g/v1', model: 'm' }])

test('the pool holds the settings’ endpoints at once, and those a person adds as soon as they are told', async () => {
  const { keeper, store, listeners, names } = start(setting)
  await keeper.onApplicationBootstrap()
  expect(names()).toEqual(['gpu'])
  await store.save(anEndpoint({ name: 'by hand', origin: 'admin' }))
  listeners.get(endpointConfigured)?.()
  await eventually(() => expect(names()).toEqual(['by hand', 'gpu']))
})

test('without any endpoint configured the pool is empty: nothing stands in', async () => {
  const { keeper, store, names } = start(undefined)
  await store.takeOverSettings([anEndpoint({ name: 'left from before' })])
  await keeper.onApplicationBootstrap()
  expect(names()).toEqual([])
})

test('what this process sees is written down for the others, and told', async () => {
  const { keeper, store, announced, clock } = start(setting)
  await keeper.onApplicationBootstrap()
  await eventually(async () => {
    const [listed] = await store.list(clock.now())
    expect(listed?.reports).toMatchObject([
      { healthy: true, reason: null, waiting: 2, serverVersion: '0.20.1' },
    ])
    expect(announced[0]).toMatchObject({ type: 'endpoint.changed', subject: listed?.endpoint.id })
  })
})

async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return await check()
    } catch (error) {
      if (tries > 60) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
}
