import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Clock, IdSource, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Logger } from '@nestjs/common'
import type { DomainEvent } from '../domain-event.js'
import { LiveEvents } from './live-events.js'
import { Outbox } from './outbox.js'
import { OutboxRelay, type EventHandler } from './outbox-relay.js'

class SetClock extends Clock {
  at = new Date()
  now(): Date {
    return this.at
  }
}

const clock = new SetClock()
const outbox = new Outbox(new IdSource(clock, new SystemRandomness()), clock)
let fresh: FreshDatabase
let database: Database
const open: (LiveEvents | OutboxRelay)[] = []

beforeAll(async () => {
  Logger.overrideLogger(false)
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 8 })
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})
beforeEach(async () => {
  clock.at = new Date()
  await database.query('DELETE FROM outbox')
})
afterEach(async () => {
  for (const each of open.splice(0))
    if (each instanceof LiveEvents) each.onApplicationShutdown()
    else await each.beforeApplicationShutdown()
})

async function listening(): Promise<LiveEvents> {
  const live = new LiveEvents(database)
  await live.onApplicationBootstrap()
  open.push(live)
  return live
}

async function relaying(handlers: Readonly<Record<string, EventHandler>>): Promise<OutboxRelay> {
  const relay = new OutboxRelay(database, await listening(), clock)
  for (const [type, handler] of Object.entries(handlers)) relay.on(type, handler)
  relay.onApplicationBootstrap()
  open.unshift(relay)
  return relay
}

const event = (type: string, subject: number | string): DomainEvent => ({
  ...{ type, subject: String(subject), payload: { n: subject } },
})
const append = (...events: DomainEvent[]): Promise<void> =>
  database.transaction((tx) => outbox.append(tx, events))
const subjects = (events: readonly DomainEvent[]): string[] => events.map(({ subject }) => subject)

async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return await check()
    } catch (error) {
      if (tries > 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
}

describe('the relay', () => {
  test('hands over what was committed, in order, and nothing that was rolled back', async () => {
    const seen: string[] = []
    await relaying({ said: async (events) => void seen.push(...subjects(events)) })
    const broken = database.transaction(async (tx) => {
      await outbox.append(tx, [event('said', 'never')])
      throw new Error('later step failed')
    })
    await expect(broken).rejects.toThrow('later step failed')
    const all = Array.from({ length: 30 }, (_, n) => event('said', n))
    await append(...all)
    await eventually(() => expect(seen).toEqual(subjects(all)))
  })

  test('shares the work with others, so that each event is handled by one of them', async () => {
    const seen: string[] = []
    const handler = async (events: readonly DomainEvent[]): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      seen.push(...subjects(events))
    }
    const all = Array.from({ length: 1300 }, (_, n) => event('said', n))
    await append(...all)
    await Promise.all([relaying({ said: handler }), relaying({ said: handler })])
    await eventually(() => expect(seen).toHaveLength(all.length))
    expect(new Set(seen)).toEqual(new Set(subjects(all)))
  })

  test('tries again what failed, and holds up no other type meanwhile', async () => {
    const seen: string[] = []
    let failures = 2
    await append(
      ...Array.from({ length: 600 }, (_, n) => event('stuck', n)),
      event('said', 'after them'),
    )
    await relaying({
      stuck: async (events) => {
        if (failures-- > 0) throw new Error('the other side is away')
        seen.push(...subjects(events))
      },
      said: async (events) => void seen.push(...subjects(events)),
    })
    await eventually(() => expect(seen).toHaveLength(601))
    expect(seen[0]).toBe('after them')
  })

  test('forgets what was told a week ago, and never what waits', async () => {
    const relay = new OutboxRelay(database, new LiveEvents(database), clock)
    clock.at = new Date(Date.now() - 8 * 24 * 60 * 60_000)
    await append(event('said', 'told'), event('said', 'waiting'))
    await database.query(`UPDATE outbox SET published_at = now() WHERE subject = 'told'`)
    clock.at = new Date()
    await append(event('said', 'new'))
    await database.query(`UPDATE outbox SET published_at = now() WHERE subject = 'new'`)
    await relay.forgetOld()
    const left = await database.query<DomainEvent>('SELECT subject FROM outbox ORDER BY id')
    expect(subjects(left)).toEqual(['waiting', 'new'])
  })
})

describe('live events', () => {
  test('are heard when the transaction commits, never before', async () => {
    const live = await listening()
    const heard: string[] = []
    live.subscribe('said', ({ subject }) => heard.push(subject))
    await database.transaction(async (tx) => {
      await outbox.append(tx, [event('said', 'here'), event('other', 'not for us')])
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(heard).toEqual([])
    })
    await eventually(() => expect(heard).toEqual(['here']))
  })

  test('end with their reader or their signal, also while one waits for the next', async () => {
    const live = await listening()
    const left = live.stream('said')
    const stopped = new AbortController()
    const waiting = [left.next(), live.stream('said', stopped.signal).next()]
    await left.return?.()
    stopped.abort()
    for (const read of await Promise.all(waiting))
      expect(read).toEqual({ done: true, value: undefined })
    expect((await live.stream('said', AbortSignal.abort()).next()).done).toBe(true)
  })

  test('are heard by the others when one listener fails, and after a notice nobody can read', async () => {
    const live = await listening()
    const heard: string[] = []
    live.subscribe('said', () => {
      throw new Error('a listener failed')
    })
    live.subscribe('said', ({ subject }) => heard.push(subject))
    await database.query(`SELECT pg_notify('assize', 'no JSON')`)
    await append(event('said', 'here'))
    await eventually(() => expect(heard).toEqual(['here']))
  })

  test('are heard again after the connection was cut', async () => {
    const live = await listening()
    const heard: string[] = []
    live.subscribe('said', ({ subject }) => heard.push(subject))
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    )
    await eventually(async () => {
      await live.announce([event('said', 'after')])
      expect(heard).toContain('after')
    })
  })
})
