import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { HTTP } from 'cloudevents'
import { IdSource, SystemRandomness, type Clock } from '@assize/kernel'
import { Database, encodeCursor, insertRows, parsePage, type Row } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { auditOutcomes, type AuditEvent, type AuditFilter } from '../index.js'
import { toCloudEvent } from './audit-cloud-event.js'
import { AuditList } from './audit-list.js'
import { auditTable, noteRow } from './audit-rows.js'

const start = Date.parse('2026-05-03T10:00:00Z')
let tick = 0
const clock: Clock = { now: () => new Date(start + tick++ * 60_000) }
const ids = new IdSource(clock, new SystemRandomness())
const people = [ids.next(), ids.next()]
const actions = ['case.claimed', 'case.decided', 'trace.viewed', 'key.created']
const types = ['case', 'verdict']
const objects = ['a', 'b', 'c', 'd']
const one = (id: string) => [
  { type: 'case', id },
  { type: 'verdict', id: 'b' },
]
const filters = fc.record({
  actorId: fc.constantFrom(null, ...people),
  action: fc.constantFrom(null, 'case.', 'case.decided', 'nothing.', 'trace'),
  targetType: fc.constantFrom(null, ...types),
  targets: fc.constantFrom(null, [], ...objects.map(one), objects.flatMap(one), [
    ...one('a'),
    ...one('a'),
  ]),
  recordedAfter: fc.constantFrom(null, new Date(start + 100 * 60_000)),
  recordedBefore: fc.constantFrom(null, new Date(start + 220 * 60_000)),
  outcomes: fc.constantFrom(null, [], ['refused' as const], [...auditOutcomes]),
})

let fresh: FreshDatabase
let database: Database
let list: AuditList
let all: readonly AuditEvent[]
beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 2 })
  list = new AuditList(database)
  await insertRows(
    database,
    auditTable,
    Array.from({ length: 300 }, (_, n) => row(n)),
  )
  all = (await every({})).reverse()
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

function row(n: number): Row {
  const outcome = n % 7 === 0 ? 'refused' : 'done'
  const actor = { kind: 'person', id: pick(people, n), role: 'reviewer' } as const
  const target = { type: pick(types, n >> 1), id: pick(objects, n >> 2) }
  const note = { action: pick(actions, n * 3), target, outcome, code: 'FORBIDDEN' } as const
  const made = noteRow(ids.next(), actor, note, new Date(start + n * 60_000))
  return n % 5 === 0 ? { ...made, target_id: null, target_ids: ['a', 'c'] } : made
}

async function every(filter: AuditFilter, portion?: number): Promise<AuditEvent[]> {
  const events: AuditEvent[] = []
  for await (const some of list.all(filter, ids.next(), portion)) events.push(...some)
  return events
}

const meets = (event: AuditEvent, filter: AuditFilter): boolean =>
  (!filter.actorId || event.actor.id === filter.actorId) &&
  (!filter.action || event.action.startsWith(filter.action)) &&
  (!filter.targetType || event.target.type === filter.targetType) &&
  (!filter.targets?.length ||
    filter.targets.some(
      ({ type, id }) =>
        type === event.target.type && (event.targetIds ?? [event.target.id]).includes(id),
    )) &&
  (!filter.recordedAfter || event.recordedAt >= filter.recordedAfter) &&
  (!filter.recordedBefore || event.recordedAt < filter.recordedBefore) &&
  (!filter.outcomes?.length || filter.outcomes.includes(event.outcome))

const idsOf = (events: readonly AuditEvent[]) => events.map(({ id }) => id)

describe('the trail', () => {
  test('is all there', () => {
    expect(all).toHaveLength(300)
    expect(idsOf(all)).toEqual([...idsOf(all)].sort().reverse())
  })

  test('shows what a filter asks and nothing else, page after page, both ways', async () => {
    const pages = fc.integer({ min: 1, max: 60 })
    await fc.assert(
      fc.asyncProperty(filters, pages, fc.boolean(), async (filter, size, forward) => {
        const wanted = idsOf(all.filter((event) => meets(event, filter)))
        const seen: string[] = []
        for (let cursor: string | null = null; ;) {
          const args: object = forward
            ? { first: size, after: cursor }
            : { last: size, before: cursor }
          const page = await list.page(filter, parsePage(args))
          if (forward) seen.push(...idsOf(page.items))
          else seen.unshift(...idsOf(page.items))
          const more: boolean = forward ? page.hasNextPage : page.hasPreviousPage
          const edge: AuditEvent | undefined = forward ? page.items.at(-1) : page.items[0]
          if (!more || !edge) break
          cursor = encodeCursor([edge.id])
        }
        expect(seen).toEqual(wanted)
      }),
      { numRuns: 40 },
    )
  })

  test('is read in portions, oldest first, to the moment of asking and no further', async () => {
    expect(idsOf(await every({}, 7))).toEqual(idsOf(all).reverse())
    const filter = { targets: [{ type: 'case', id: 'a' }] }
    const wanted = all.filter((event) => meets(event, filter)).reverse()
    expect(idsOf(await every(filter, 3))).toEqual(idsOf(wanted))
    const until = all[100]?.id ?? ''
    const events: AuditEvent[] = []
    for await (const some of list.all({}, until, 50)) events.push(...some)
    expect(events).toHaveLength(199)
  })

  test('knows each action once', async () => {
    expect(await list.actions()).toEqual([...actions].sort())
  })

  test.each(['x', 'WyJhIl0', 'WyIwMTk5ZDdmNC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDEiLCJiIl0'])(
    'refuses a cursor of another list: %s',
    async (after) => {
      const page = async () => list.page({}, parsePage({ first: 1, after }))
      await expect(page()).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    },
  )
})

test('an event is a CloudEvent that says no more than ids, closed words and digests', () => {
  const event: AuditEvent = {
    ...{ id: people[0] ?? '', action: 'case.decided', target: { type: 'case', id: 'c' } },
    actor: { kind: 'person', id: 'p', role: 'reviewer,policy-author', requestId: 'r' },
    ...{ targetIds: null, before: null, after: new Uint8Array(32).fill(171), reason: null },
    ...{ outcome: 'done', code: null, recordedAt: new Date(start) },
  }
  const text = JSON.stringify(toCloudEvent(event, 'urn:assize:here'))
  expect(JSON.parse(text)).toEqual({
    ...{ specversion: '1.0', id: event.id, source: 'urn:assize:here' },
    ...{ type: 'io.assize.case.decided', subject: 'case:c', time: '2026-05-03T10:00:00.000Z' },
    datacontenttype: 'application/json',
    data: {
      actor: { kind: 'person', id: 'p', roles: ['reviewer', 'policy-author'] },
      ...{ action: 'case.decided', target: { type: 'case', id: 'c' }, outcome: 'done' },
      ...{ requestId: 'r', after: 'ab'.repeat(32) },
    },
  })
  const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' }
  expect(HTTP.toEvent({ headers, body: text })).toMatchObject({ id: event.id, subject: 'case:c' })
})

test('the largest event stays below the 64 KiB that other systems take', () => {
  const event: AuditEvent = {
    ...{
      id: people[0] ?? '',
      action: 'content.viewed',
      target: { type: 'content-item', id: null },
    },
    targetIds: Array.from({ length: 500 }, () => ids.next()),
    actor: { kind: 'person', id: people[1] ?? '', role: 'reviewer', requestId: 'r'.repeat(64) },
    ...{ before: new Uint8Array(32), after: new Uint8Array(32), reason: null },
    ...{ outcome: 'done', code: null, recordedAt: new Date(start) },
  }
  expect(JSON.stringify(toCloudEvent(event, 'urn:assize:here')).length).toBeLessThan(64 * 1024)
})
