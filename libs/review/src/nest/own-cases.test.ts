import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { OwnContent } from '@assize/content/nest'
import type { Principal, Role } from '@assize/identity'
import { agreement, reviewRoom, type ReviewRoom } from '../fixtures/review-room.js'
import { OwnCases } from './own-cases.js'

let room: ReviewRoom
let own: OwnContent
beforeAll(async () => {
  room = await reviewRoom()
  own = new OwnContent(room.database)
  new OwnCases(own).onModuleInit()
})
afterAll(() => room.close())

const principal = (id: string, ...roles: Role[]): Principal => ({
  ...{ kind: 'person', id, name: 'someone', roles, scopes: null },
})

test('a reviewer sees the content of what they hold, and of what they decided, nothing that waits', async () => {
  const me = room.person()
  const { queue } = await room.open(2)
  const all = (await room.list.page({ queues: [queue] }, { ...page, limit: 9 }, null)).items
  const items = all.map(({ contentItemId }) => contentItemId)
  const seen = async (id: string, role: Role = 'reviewer') =>
    [...(await own.among(principal(id, role), items)).keys()].length
  expect(await seen(me.id)).toBe(0)

  const held = await room.leases.claim(me, { caseId: null, queue, policy: null })
  expect(await seen(me.id)).toBe(1)
  expect(await seen(room.ids.next())).toBe(0)
  expect(await seen(me.id, 'data-steward')).toBe(0)

  await room.leases.release(me.id, held?.case.id ?? '', held?.leaseToken ?? '', 'release')
  expect(await seen(me.id)).toBe(0)

  const again = await room.leases.claim(me, { caseId: null, queue, policy: null })
  await room.decisions.decide(me.id, agreement(again?.case.id ?? '', again?.leaseToken ?? ''))
  expect(await seen(me.id)).toBe(1)
})

test('a lease that ran out shows nothing any more, before any sweep', async () => {
  const me = room.person()
  const { queue } = await room.open(1)
  const held = await room.leases.claim(me, { caseId: null, queue, policy: null })
  await room.database.query(
    "UPDATE review_case SET lease_expires_at = now() - interval '1 ms' WHERE id = $1",
    [held?.case.id],
  )
  const items = [held?.case.contentItemId ?? '']
  expect((await own.among(principal(me.id, 'reviewer'), items)).size).toBe(0)
})

const page = { direction: 'forward', cursor: null } as const
