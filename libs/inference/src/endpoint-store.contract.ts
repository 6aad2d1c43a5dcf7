import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Endpoint } from './endpoint.js'
import { freshForMs, type EndpointReport, type EndpointStore } from './endpoint-store.js'
import { anEndpoint } from './fakes/an-endpoint.js'

export interface EndpointStoreWorld {
  readonly store: EndpointStore
  /** Empties it. */
  reset(): Promise<void>
  close(): Promise<void>
}

const now = new Date('2026-11-01T12:00:00Z')
const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`
const named = (n: number, name: string, more: Partial<Endpoint> = {}): Endpoint =>
  anEndpoint({ id: uuid(n), name, ...more })

const report = (endpointId: string, more: Partial<EndpointReport> = {}): EndpointReport => ({
  endpointId,
  reporter: 'worker 1',
  healthy: true,
  reason: null,
  inFlight: 3,
  waiting: 2,
  completed: 40,
  failed: 1,
  tokensPerSecond: 120.5,
  cachedShare: 0.75,
  serverVersion: '0.20.1',
  seenAt: now,
  ...more,
})

/** What every endpoint store owes the pool and the admin. */
export function describeEndpointStore(name: string, open: () => Promise<EndpointStoreWorld>): void {
  describe(`endpoint store: ${name}`, () => {
    let world: EndpointStoreWorld
    beforeEach(async () => {
      world ??= await open()
      await world.reset()
    })
    afterAll(() => world.close())

    const names = async (): Promise<readonly string[]> =>
      (await world.store.list(now)).map(({ endpoint }) => endpoint.name)

    test('what was saved is found again, whole, in order of name', async () => {
      const full = named(1, 'beta', {
        kind: 'groq',
        apiKeyEnv: 'GROQ_API_KEY',
        onPremises: false,
        revision: 'r1',
        quantization: 'mxfp4',
        origin: 'admin',
      })
      await world.store.save(full, now)
      await world.store.save(named(2, 'alpha'), now)
      expect(await names()).toEqual(['alpha', 'beta'])
      expect(await world.store.find(uuid(1), now)).toEqual({ endpoint: full, reports: [] })
      expect(await world.store.find(uuid(9), now)).toBeNull()
    })

    test('saving again replaces, and a name belongs to one', async () => {
      await world.store.save(named(1, 'alpha'), now)
      await world.store.save(named(1, 'gamma', { maxInFlight: 9 }), now)
      expect(await names()).toEqual(['gamma'])
      await expect(world.store.save(named(2, 'gamma'), now)).rejects.toMatchObject({
        code: 'ENDPOINT_NAME_TAKEN',
      })
    })

    test('settings replace settings and leave alone what a person added', async () => {
      await world.store.save(named(1, 'by hand', { origin: 'admin' }), now)
      await world.store.takeOverSettings([named(2, 'one'), named(3, 'two')], now)
      expect(await names()).toEqual(['by hand', 'one', 'two'])
      await world.store.takeOverSettings([named(2, 'one', { model: 'another' })], now)
      expect(await names()).toEqual(['by hand', 'one'])
      expect(await world.store.find(uuid(2), now)).toMatchObject({ endpoint: { model: 'another' } })
    })

    test('an endpoint that was drained stays so when its settings are read again', async () => {
      await world.store.takeOverSettings([named(2, 'one')], now)
      await world.store.setState(uuid(2), 'draining', now)
      await world.store.takeOverSettings([named(2, 'one')], now)
      expect(await world.store.find(uuid(2), now)).toMatchObject({
        endpoint: { state: 'draining' },
      })
    })

    test('settings take over an endpoint of the same name without a second id', async () => {
      await world.store.save(named(7, 'one', { origin: 'admin' }), now)
      await world.store.takeOverSettings([named(2, 'one')], now)
      expect(await world.store.list(now)).toMatchObject([
        { endpoint: { id: uuid(7), origin: 'settings' } },
      ])
    })

    test('the state of an unknown endpoint cannot be set', async () => {
      await expect(world.store.setState(uuid(5), 'disabled', now)).rejects.toMatchObject({
        code: 'ENDPOINT_UNKNOWN',
      })
    })

    test('each process has one report, the newest, until it falls silent', async () => {
      await world.store.save(named(1, 'alpha'), now)
      await world.store.report([
        report(uuid(1)),
        report(uuid(1), {
          reporter: 'worker 2',
          cachedShare: null,
          reason: 'down',
          healthy: false,
        }),
      ])
      const later = new Date(now.getTime() + freshForMs)
      await world.store.report([report(uuid(1), { inFlight: 5, seenAt: later })])
      const found = await world.store.find(uuid(1), later)
      expect(
        [...(found?.reports ?? [])].sort((a, b) => (a.reporter < b.reporter ? -1 : 1)),
      ).toEqual([
        report(uuid(1), { inFlight: 5, seenAt: later }),
        report(uuid(1), {
          reporter: 'worker 2',
          cachedShare: null,
          reason: 'down',
          healthy: false,
        }),
      ])
      const afterwards = await world.store.find(uuid(1), new Date(later.getTime() + 1000))
      expect(afterwards?.reports.map(({ reporter }) => reporter)).toEqual(['worker 1'])
    })

    test('a report about an endpoint that was removed meanwhile is dropped', async () => {
      await world.store.save(named(1, 'alpha'), now)
      await world.store.report([report(uuid(4)), report(uuid(1))])
      expect((await world.store.list(now)).flatMap(({ reports }) => reports)).toHaveLength(1)
    })
  })
}
