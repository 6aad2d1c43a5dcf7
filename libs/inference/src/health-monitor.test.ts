import { expect, test } from '@jest/globals'
import { EndpointPool } from './endpoint-pool.js'
import { EndpointProbe, type ProbeResult } from './endpoint-probe.js'
import type { Endpoint } from './endpoint.js'
import { anEndpoint } from './fakes/an-endpoint.js'
import { VirtualTime } from './fakes/virtual-time.js'
import { HealthMonitor } from './health-monitor.js'

class ScriptedProbe extends EndpointProbe {
  up = true
  asked = 0

  async probe(endpoint: Endpoint, signal: AbortSignal): Promise<ProbeResult> {
    this.asked++
    if (!this.up) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return this.up
      ? {
          kind: 'answers',
          serverVersion: '1',
          models: [endpoint.model],
          running: 0,
          waiting: 0,
          latencyMs: 1,
        }
      : { kind: 'silent', reason: 'no answer in time' }
  }
}

test('a server that stops answering is noticed, and noticed again when it is back', async () => {
  const time = new VirtualTime()
  const pool = new EndpointPool()
  pool.setEndpoints([anEndpoint()])
  const probe = new ScriptedProbe()
  const monitor = new HealthMonitor(pool, probe, time.clock, time, {
    everyMs: 1_000,
    timeoutMs: 500,
  })
  const state = (): string | undefined => pool.find('ep_one')?.health.state
  monitor.start()
  await time.pass(100)
  expect(pool.find('ep_one')?.health).toMatchObject({ state: 'healthy', serverVersion: '1' })
  probe.up = false
  await time.pass(2_000)
  expect(state()).toBe('unhealthy')
  probe.up = true
  await time.pass(2_000)
  expect(state()).toBe('healthy')
  const stopping = monitor.stop()
  await time.pass(1_500)
  await stopping
  const asked = probe.asked
  await time.pass(5_000)
  expect(probe.asked).toBe(asked)
})
