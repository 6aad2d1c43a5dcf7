import { expect, jest, test } from '@jest/globals'
import { EndpointPool } from './endpoint-pool.js'
import { unprobed } from './endpoint-status.js'
import { anEndpoint } from './fakes/an-endpoint.js'

const anywhere = { onPremisesOnly: false }
const never = new AbortController().signal

function poolOf(maxInFlight: number): EndpointPool {
  const pool = new EndpointPool()
  pool.setEndpoints([anEndpoint({ maxInFlight })])
  return pool
}

test('those who wait are seated in the order they came', async () => {
  const pool = poolOf(1)
  const first = await pool.acquire(anywhere, never)
  const seated: string[] = []
  const waits = ['a', 'b', 'c'].map(async (name) => {
    const seat = await pool.acquire(anywhere, never)
    seated.push(name)
    seat?.release()
  })
  expect(pool.waiting).toBe(3)
  first?.release()
  await Promise.all(waits)
  expect(seated).toEqual(['a', 'b', 'c'])
  expect(pool.list()[0]?.inFlight).toBe(0)
})

test('a wish that cannot be met now holds up nobody behind it', async () => {
  const pool = poolOf(1)
  const picky = pool.acquire({ ...anywhere, model: 'another' }, AbortSignal.timeout(50))
  expect(await pool.acquire(anywhere, never)).not.toBeNull()
  expect(await picky).toBeNull()
  expect(pool.waiting).toBe(0)
})

test('a seat given back twice counts once', async () => {
  const pool = poolOf(2)
  const seats = [await pool.acquire(anywhere, never), await pool.acquire(anywhere, never)]
  seats[0]?.release()
  seats[0]?.release()
  expect(pool.list()[0]?.inFlight).toBe(1)
})

test('three unanswered calls in a row make an endpoint unhealthy; an answer between them does not', () => {
  const pool = poolOf(1)
  const at = new Date(0)
  const silence = (): void => pool.noteSilence('ep_one', 'refused', at)
  silence()
  silence()
  pool.noteAnswer('ep_one')
  silence()
  silence()
  expect(pool.find('ep_one')?.health.state).toBe('healthy')
  silence()
  expect(pool.find('ep_one')?.health).toMatchObject({ state: 'unhealthy', reason: 'refused' })
})

test('calls under way survive a change of settings, and those who wait get the new room', async () => {
  const pool = poolOf(1)
  const seat = await pool.acquire(anywhere, never)
  const waiting = pool.acquire(anywhere, never)
  pool.setEndpoints([anEndpoint({ maxInFlight: 2 })])
  expect(await waiting).not.toBeNull()
  expect(pool.find('ep_one')?.inFlight).toBe(2)
  seat?.release()
  expect(pool.find('ep_one')?.inFlight).toBe(1)
})

test('listeners hear of health, not of every call', async () => {
  const pool = poolOf(1)
  const heard = jest.fn()
  pool.onChange(heard)
  const seat = await pool.acquire(anywhere, never)
  seat?.release()
  expect(heard).not.toHaveBeenCalled()
  pool.setHealth('ep_one', { ...unprobed, state: 'unhealthy', reason: 'refused' })
  expect(heard).toHaveBeenCalledTimes(1)
})

test('a draining endpoint finishes what it has and takes nothing new', async () => {
  const pool = poolOf(2)
  const seat = await pool.acquire(anywhere, never)
  pool.setEndpoints([anEndpoint({ maxInFlight: 2, state: 'draining' })])
  expect(pool.consider(anywhere).kind).toBe('none')
  expect(pool.find('ep_one')?.inFlight).toBe(1)
  seat?.release()
  pool.setEndpoints([anEndpoint({ maxInFlight: 2 })])
  expect(pool.consider(anywhere).kind).toBe('chosen')
})

test('a new address starts with a clean slate', () => {
  const pool = poolOf(1)
  pool.setHealth('ep_one', { ...unprobed, state: 'refused', reason: 'no credit' })
  pool.setEndpoints([anEndpoint({ maxInFlight: 3 })])
  expect(pool.find('ep_one')?.health.state).toBe('refused')
  pool.setEndpoints([anEndpoint({ apiKeyEnv: 'ANOTHER_KEY' })])
  expect(pool.find('ep_one')?.health.state).toBe('healthy')
})
