import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Action } from '@assize/enforcement'
import type { DomainError } from '@assize/kernel'
import { appealRoom, refusal, type AppealRoom } from '../fixtures/appeal-room.js'

let room: AppealRoom
beforeAll(async () => {
  room = await appealRoom()
})
afterAll(() => room.close())

describe('a reversal in review', () => {
  const takeBack = (action: Action) =>
    room.database.transaction((tx) => room.recorder.reverse(tx, action.cause, room.ids.next()))

  test('of an action that was appealed is refused and changes nothing, answered or not', async () => {
    const action = await room.asked.ask({ cause: { kind: 'decision', id: room.ids.next() } })
    const appeal = await room.lodge(action)
    const before = await room.count('record_action')
    const refused = { code: 'ACTION_APPEALED', facts: { appealId: appeal.id } }
    expect(await refusal(takeBack(action))).toMatchObject(refused)
    expect(await room.count('record_action')).toBe(before)
    const answer = { appealId: appeal.id, outcome: 'withdrawn', reasons: 'By letter.' } as const
    await room.service.decide(room.aPerson(), answer)
    expect(await refusal(takeBack(action))).toMatchObject(refused)
  })

  test('and an appeal at once: whichever comes second is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const [action, reviewer] = [await room.asked.ask(), room.aPerson()]
      const decided = await room.asked.decide(action, reviewer.id)
      const tries = await Promise.allSettled([
        room.lodge(decided),
        room.asked.reverse(decided, reviewer.id),
      ])
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = tries.find((each) => each.status === 'rejected')
      const codes = ['ACTION_TAKEN_BACK', 'ACTION_APPEALED']
      expect(codes).toContain((lost?.reason as DomainError).code)
    }
  })
})
