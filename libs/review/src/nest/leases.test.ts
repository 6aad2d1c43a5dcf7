import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { leaseMs, type Reviewer } from '../case-machine.js'
import { reviewRoom, type ReviewRoom } from '../fixtures/review-room.js'
import type { ReviewError } from '../review-error.js'

let room: ReviewRoom
beforeAll(async () => {
  room = await reviewRoom()
})
afterAll(() => room.close())

const next = (queue: string | null, by: Reviewer = room.person()) =>
  room.leases.claim(by, { caseId: null, queue, policy: null })
const certain = (caseId: string, by: Reviewer = room.person()) =>
  room.leases.claim(by, { caseId, queue: null, policy: null })
const codeOf = async (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: ReviewError) => error.code,
  )

describe('many people at once', () => {
  test('40 claims over 15 cases lease each case once and send 25 people away', async () => {
    const { queue } = await room.open(15)
    const claims = await Promise.all(Array.from({ length: 40 }, () => next(queue)))
    const taken = claims.flatMap((claim) => (claim ? [claim.case.id] : []))
    expect(taken).toHaveLength(15)
    expect(new Set(taken).size).toBe(15)
    const leases = await room.database.query<{ holder: string }>(
      `SELECT DISTINCT lease_holder AS holder FROM review_case
       WHERE queue = $1 AND state = 'leased'`,
      [queue],
    )
    expect(leases).toHaveLength(15)
  })

  test('while leases run out and are swept, no case is ever with two people', async () => {
    const { queue } = await room.open(6)
    for (let round = 0; round < 4; round += 1) {
      const claims = await Promise.all([
        ...Array.from({ length: 20 }, () => next(queue)),
        room.keeper.returnExpired().then(() => null),
        room.keeper.returnExpired().then(() => null),
      ])
      const taken = claims.flatMap((claim) => (claim ? [claim.case.id] : []))
      expect(new Set(taken).size).toBe(taken.length)
      room.clock.forward(leaseMs)
    }
    const doubly = await room.database.query(
      `SELECT FROM (SELECT kind, lag(kind) OVER (PARTITION BY e.case_id ORDER BY e.id) AS before
         FROM record_case_event e JOIN review_case c ON c.id = e.case_id
         WHERE c.queue = $1) h WHERE kind = 'leased' AND before = 'leased'`,
      [queue],
    )
    expect(doubly).toEqual([])
  })

  test('one person who claims twice at once gets one case', async () => {
    const { queue } = await room.open(3)
    const me = room.person()
    const claims = await Promise.all([next(queue, me), next(queue, me), next(queue, me)])
    expect(new Set(claims.map((claim) => claim?.case.id)).size).toBe(1)
  })

  test('of many who want a certain case one gets it', async () => {
    const { queue } = await room.open(1)
    const [only] = await room.database.query<{ id: string }>(
      'SELECT id FROM review_case WHERE queue = $1',
      [queue],
    )
    const codes = await Promise.all(
      Array.from({ length: 8 }, () => codeOf(certain(only?.id ?? ''))),
    )
    expect(codes.sort()).toEqual([null, ...Array.from({ length: 7 }, () => 'CASE_LEASED')].sort())
  })
})

describe('claiming', () => {
  test('brings the most urgent case, then the oldest', async () => {
    const { queue } = await room.open(1, { priority: 100 })
    await room.open(1, { queue, priority: 300 })
    await room.open(1, { queue, priority: 100 })
    const order = [await next(queue), await next(queue), await next(queue), await next(queue)]
    const cases = order.flatMap((claim) => (claim ? [claim.case] : []))
    expect(cases.map(({ priority }) => priority)).toEqual([300, 100, 100])
    expect((cases[1]?.id ?? '') < (cases[2]?.id ?? '')).toBe(true)
    expect(order[3]).toBeNull()
  })

  test('takes up the lease that one holds, with a new token in place of the old', async () => {
    const { queue } = await room.open(2)
    const me = room.person()
    const first = await next(queue, me)
    const again = await next(queue, me)
    expect(again?.case.id).toBe(first?.case.id)
    const { id = '' } = first?.case ?? {}
    expect(await codeOf(room.leases.renew(me.id, id, first?.leaseToken ?? ''))).toBe(
      'LEASE_NOT_YOURS',
    )
    expect(await codeOf(room.leases.renew(me.id, id, again?.leaseToken ?? ''))).toBeNull()
  })

  test('an expired lease returns the case at claim time, and its history says so', async () => {
    const { queue } = await room.open(1)
    const slow = room.person()
    const first = await next(queue, slow)
    expect(await next(queue)).toBeNull()
    room.clock.forward(leaseMs)
    const second = await next(queue)
    const { id = '' } = second?.case ?? {}
    expect(id).toBe(first?.case.id)
    const history = (await room.history.findByCases([id])).get(id) ?? []
    expect(history.map(({ kind }) => kind)).toEqual(['opened', 'leased', 'expired', 'leased'])
    expect(history[2]?.data).toEqual({ holder: slow.id })
    expect(await codeOf(room.leases.renew(slow.id, id, first?.leaseToken ?? ''))).toBe(
      'LEASE_NOT_YOURS',
    )
  })

  test('a swept lease is told to have expired', async () => {
    const { queue } = await room.open(1)
    const slow = room.person()
    const claim = await next(queue, slow)
    const { id = '' } = claim?.case ?? {}
    room.clock.forward(leaseMs)
    expect(await room.keeper.returnExpired()).toBeGreaterThan(0)
    expect((await room.cases.get(id)).state).toBe('waiting')
    expect(await codeOf(room.leases.renew(slow.id, id, claim?.leaseToken ?? ''))).toBe(
      'LEASE_EXPIRED',
    )
  })

  test('a skipped case goes to others next, and comes back to the same person after a rest', async () => {
    const { queue } = await room.open(1)
    const me = room.person()
    const claim = await next(queue, me)
    const { id = '' } = claim?.case ?? {}
    await room.leases.release(me.id, id, claim?.leaseToken ?? '', 'skip')
    expect(await next(queue, me)).toBeNull()
    const other = await next(queue)
    expect(other?.case.id).toBe(id)
    room.clock.forward(3_600_000)
    expect((await next(queue, me))?.case.id).toBe(id)
  })

  test('an escalated case goes to senior reviewers only', async () => {
    const { queue } = await room.open(1)
    const me = room.person()
    const claim = await next(queue, me)
    const { id = '' } = claim?.case ?? {}
    const released = await room.leases.release(me.id, id, claim?.leaseToken ?? '', 'escalate')
    expect(released.state).toBe('escalated')
    expect(await next(queue)).toBeNull()
    expect(await codeOf(certain(id))).toBe('CASE_ESCALATED')
    expect((await next(queue, room.person(true)))?.case.id).toBe(id)
    room.clock.forward(leaseMs)
    expect(await next(queue)).toBeNull()
  })

  test('what nobody could claim is refused by code', async () => {
    expect(await codeOf(certain('no id at all'))).toBe('CASE_UNKNOWN')
    expect(await codeOf(certain(room.ids.next()))).toBe('CASE_UNKNOWN')
    expect(await codeOf(room.leases.release('x', room.ids.next(), '', 'burn'))).toBe(
      'RELEASE_REASON_UNKNOWN',
    )
  })
})

test('queues count what is open, soon due and late, and stay listed when worked off', async () => {
  const now = room.clock.now().getTime()
  const { queue } = await room.open(1, { dueAt: new Date(now - 1000) })
  await room.open(2, { queue, dueAt: new Date(now + 60_000) })
  await next(queue)
  const figures = async () => (await room.board.list()).find(({ name }) => name === queue)
  expect(await figures()).toMatchObject({ waiting: 2, leased: 1, dueSoon: 2, overdue: 1 })
  await room.database.query(
    `UPDATE review_case SET state = 'decided', decided_at = now() WHERE queue = $1`,
    [queue],
  )
  expect(await figures()).toMatchObject({ waiting: 0, leased: 0, overdue: 0, oldestAt: null })
})
