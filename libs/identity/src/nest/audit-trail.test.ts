import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Logger } from '@nestjs/common'
import { actorOf, type Principal } from '../index.js'
import { AuditTrail } from './audit-trail.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())
const ada: Principal = {
  ...{ kind: 'person', id: ids.next(), name: 'Ada', roles: ['auditor'], scopes: null },
}

interface Told {
  readonly action: string
  readonly target_id: string | null
  readonly target_ids: string[] | null
  readonly request_id: string | null
}

let fresh: FreshDatabase
let database: Database
let trail: AuditTrail
let request: string
beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 4 })
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})
beforeEach(() => {
  trail = new AuditTrail(database, ids, clock)
  request = ids.next()
})
afterEach(() => void jest.restoreAllMocks())

const told = (by = request) =>
  database.query<Told>(
    'SELECT action, target_id, target_ids, request_id FROM record_audit_event WHERE request_id = $1 ORDER BY id',
    [by],
  )
const note = (id: string) => ({ action: 'case.decided', target: { type: 'case', id } })

/** Fails every statement on the trail until told otherwise. */
function broken(): { mend: () => void } {
  const fail = () => Promise.reject(Object.assign(new Error('gone away'), { code: '08006' }))
  const transaction = jest.spyOn(database, 'transaction').mockImplementation(fail)
  const query = jest.spyOn(database, 'query').mockImplementation(fail)
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)
  return { mend: () => [transaction, query].forEach((each) => each.mockRestore()) }
}

test('a note stands and falls with the transaction it is written in', async () => {
  const actor = actorOf(ada, request)
  await database.transaction((tx) => trail.append(tx, actor, [note('one')]))
  const undone = database.transaction(async (tx) => {
    await trail.append(tx, actor, [note('two')])
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  expect((await told()).map(({ target_id }) => target_id)).toEqual(['one'])
})

test('one view is one event; a list is one event with all its ids', async () => {
  trail.viewed(ada, request, { type: 'verdict', id: 'v1' }, 'trace')
  trail.viewed(ada, request, { type: 'verdict', id: 'v1' }, 'trace')
  for (const id of ['c1', 'c2', 'c1']) trail.viewed(ada, request, { type: 'content-item', id })
  await trail.flush()
  trail.viewed(ada, request, { type: 'content-item', id: 'c2' })
  await trail.flush()
  expect(await told()).toEqual([
    { action: 'trace.viewed', target_id: 'v1', target_ids: null, request_id: request },
    {
      ...{ action: 'content-item.viewed', target_id: null, request_id: request },
      target_ids: ['c1', 'c2'],
    },
  ])
})

test('views wait while the database is away, and are written once it is back', async () => {
  const { mend } = broken()
  trail.viewed(ada, request, { type: 'verdict', id: 'v1' })
  await expect(trail.flush()).rejects.toThrow('gone away')
  trail.viewed(ada, request, { type: 'verdict', id: 'v2' })
  mend()
  await trail.flush()
  await trail.flush()
  expect((await told()).map(({ target_ids }) => target_ids)).toEqual([['v1', 'v2']])
})

test('once too much waits, nothing is shown and nothing is changed any more', async () => {
  const { mend } = broken()
  const target = (n: number) => ({ type: 'verdict', id: String(n) })
  for (let n = 0; n < 20_000; n++) trail.viewed(ada, request, target(n))
  await expect(trail.flush()).rejects.toThrow('gone away')
  const full = expect.objectContaining({ code: 'TRAIL_UNAVAILABLE' })
  expect(() => trail.viewed(ada, request, target(20_000))).toThrow(full)
  trail.requireRoom()
  const notes = Array.from({ length: 2_000 }, (_, n) => note(String(n)))
  await trail.note(actorOf(ada, request), notes)
  expect(() => trail.requireRoom()).toThrow(full)
  mend()
  await trail.flush()
  trail.requireRoom()
  trail.viewed(ada, request, target(20_000))
  const rows = await told()
  expect(rows.filter(({ action }) => action === 'case.decided')).toHaveLength(2_000)
  expect(rows.flatMap(({ target_ids }) => target_ids ?? [])).toHaveLength(20_000)
})

test('an act told right after it is not lost to a database that is away', async () => {
  const { mend } = broken()
  await trail.note(actorOf(ada, request), [note('one')])
  mend()
  await trail.flush()
  expect((await told()).map(({ target_id }) => target_id)).toEqual(['one'])
})

test('what waits is written when the process ends, also what was shown while it was ending', async () => {
  trail.onApplicationBootstrap()
  trail.viewed(ada, request, { type: 'verdict', id: 'before' })
  await trail.beforeApplicationShutdown()
  expect(await told()).toHaveLength(1)
  trail.viewed(ada, request, { type: 'verdict', id: 'meanwhile' })
  await trail.onApplicationShutdown()
  expect((await told()).map(({ target_id }) => target_id)).toEqual(['before', 'meanwhile'])
})

test('a process that must end with views unwritten says how many', async () => {
  const { mend } = broken()
  trail.viewed(ada, request, { type: 'verdict', id: 'v1' })
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)
  await trail.onApplicationShutdown()
  mend()
  expect(error).toHaveBeenCalledWith(
    'the trail ends without these',
    expect.objectContaining({ views: 1, acts: 0 }),
  )
})

test('what callers made up cannot break the trail', async () => {
  trail.viewed(ada, request, { type: 'policy', id: "'; DROP TABLE \0 \ud800 <b>" })
  await trail.note(actorOf(ada, request), [
    { ...note('x'.repeat(10_000)), outcome: 'refused', code: 'no code of ours' },
  ])
  await trail.flush()
  const rows = await told()
  expect(rows.map(({ target_id }) => target_id?.slice(0, 7))).toEqual(['sha256:', 'sha256:'])
})

test('an event that can never be held is said so, and keeps no other waiting', async () => {
  const { mend } = broken()
  const actor = actorOf(ada, request)
  await trail.note(actor, [note('one')])
  await trail.note({ ...actor, role: 'x\0' }, [note('two')])
  mend()
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)
  await trail.flush()
  expect((await told()).map(({ target_id }) => target_id)).toEqual(['one'])
  expect(error).toHaveBeenCalledWith(
    'an event the trail cannot hold is left out',
    expect.objectContaining({}),
  )
  const unfit = trail.note({ ...actor, role: 'x\0' }, [note('three')])
  await expect(unfit).rejects.toMatchObject({ code: '22P05' })
})

test('the trail is append-only, and each event waits for its place in the log', async () => {
  await trail.note(actorOf(ada, request), [note('one')])
  const [event] = await database.query<{ id: string }>(
    'SELECT id FROM record_audit_event WHERE request_id = $1',
    [request],
  )
  const refused = expect.objectContaining({ code: '42501' })
  await expect(database.query("UPDATE record_audit_event SET action = 'a.b'")).rejects.toEqual(
    refused,
  )
  await expect(database.query('DELETE FROM record_audit_event')).rejects.toEqual(refused)
  const waiting = await database.query('SELECT kind FROM log_pending WHERE record_id = $1', [
    event?.id,
  ])
  expect(waiting).toEqual([{ kind: 'audit-event' }])
})
