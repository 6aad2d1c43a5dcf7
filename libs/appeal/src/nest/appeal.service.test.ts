import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { canonicalJson, commitTo } from '@assize/kernel'
import { encodeCursor, insertRows, parsePage } from '@assize/platform'
import type { Appeal } from '../appeal.js'
import { appealRoom, refusal, type AppealRoom } from '../fixtures/appeal-room.js'

let room: AppealRoom
beforeAll(async () => {
  room = await appealRoom()
})
afterAll(() => room.close())

const toldOf = async (appealId: string, type: string) =>
  room.database.query('SELECT FROM outbox WHERE subject = $1 AND type = $2', [appealId, type])

describe('an appeal', () => {
  test('is lodged once against an action, due in seven days, its words bound by a commitment', async () => {
    const action = await room.asked.ask()
    const statement = '"; DROP TABLE record_appeal; -- <script>\u202e=HYPERLINK("x")</script> 𝕬\n'
    const appeal = await room.lodge(action, statement)
    const { contentItemId, verdictId, policy, policyCommit } = action
    expect(appeal).toMatchObject({ contentItemId, verdictId, policy, policyCommit, decision: null })
    expect(appeal.dueAt.getTime() - appeal.recordedAt.getTime()).toBe(7 * 24 * 3_600_000)
    expect((await room.store.findStatements([appeal.id])).get(appeal.id)).toBe(statement)
    const [row] = await room.database.query<{ commitment: Buffer; salt: Buffer }>(
      `SELECT a.commitment, p.salt FROM record_appeal a JOIN payload_appeal p ON p.appeal_id = a.id
       WHERE a.id = $1`,
      [appeal.id],
    )
    const bound = commitTo(row?.salt ?? new Uint8Array(32), canonicalJson({ statement }))
    expect(row?.commitment.equals(bound)).toBe(true)
    expect(await toldOf(appeal.id, 'appeal.lodged')).toHaveLength(1)
    expect(await refusal(room.lodge(action))).toMatchObject({
      code: 'ALREADY_APPEALED',
      facts: { appealId: appeal.id },
    })
  })

  test('is to be answered within seven days of the platform being told, which is never after now', async () => {
    const day = 24 * 3_600_000
    const before = new Date(Date.now() - 6 * day)
    const told = {
      actionId: (await room.asked.ask()).id,
      statement: 'Look again.',
      receivedAt: before,
    }
    const appeal = await room.service.lodge(room.platform, told)
    expect(appeal.dueAt.getTime()).toBe(before.getTime() + 7 * day)
    const early = { actionId: (await room.asked.ask()).id, receivedAt: new Date(Date.now() + day) }
    const { dueAt, recordedAt } = await room.service.lodge(room.platform, { ...told, ...early })
    expect(dueAt.getTime()).toBe(recordedAt.getTime() + 7 * day)
  })

  test('lodged many times at once is one appeal', async () => {
    const action = await room.asked.ask()
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => room.lodge(action)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of tries)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'ALREADY_APPEALED' })
  })

  test('needs an action that asks for something and that nobody has looked at again', async () => {
    const nothing = await room.asked.ask({ kind: 'none' })
    expect(await refusal(room.lodge(nothing))).toMatchObject({ code: 'NOTHING_TO_APPEAL' })
    const answered = await room.asked.ask({ cause: { kind: 'appeal', id: room.ids.next() } })
    expect(await refusal(room.lodge(answered))).toMatchObject({ code: 'ACTION_ANSWERED_APPEAL' })
    for (const actionId of [room.ids.next(), 'x', "' OR 1=1", '\u0000']) {
      const unknown = room.service.lodge(room.platform, { actionId, statement: 'why' })
      expect(await refusal(unknown)).toMatchObject({ code: 'ACTION_UNKNOWN' })
    }
  })

  test.each(['', '  \n', 'x'.repeat(10_001), 'a\u0000b', '\ud800'])(
    'with a statement no record could hold is refused and leaves nothing (%#)',
    async (statement) => {
      const action = await room.asked.ask()
      const before = await room.count('record_appeal')
      expect(await refusal(room.lodge(action, statement))).toMatchObject({
        code: 'STATEMENT_INVALID',
      })
      expect(await room.count('record_appeal')).toBe(before)
    },
  )
})

describe('an answer', () => {
  const reverse = (appeal: Appeal, person = room.aPerson()) =>
    room.service.decide(person, {
      appealId: appeal.id,
      outcome: 'reversed',
      reasons: 'It was satire.',
    })

  test('is recorded with the action it asks for, caused by the appeal', async () => {
    const action = await room.asked.ask({ kind: 'remove' })
    const appeal = await room.lodge(action)
    const person = room.aPerson()
    const { decision } = await reverse(appeal, person)
    expect(decision).toMatchObject({ outcome: 'reversed', action: 'none', decidedBy: person.id })
    const [newest] =
      (await room.actions.findByVerdicts([action.verdictId ?? ''])).get(action.verdictId ?? '') ??
      []
    expect(newest).toMatchObject({
      ...{ kind: 'none', interim: false, cause: { kind: 'appeal', id: appeal.id } },
    })
    expect((await room.store.findAppeals([appeal.id])).get(appeal.id)?.decision).toEqual(decision)
    expect((await room.store.findReasons([decision.id])).get(decision.id)).toBe('It was satire.')
    expect(await toldOf(appeal.id, 'appeal.decided')).toHaveLength(1)
  })

  test('that stands makes an interim action final; a withdrawn appeal asks for nothing', async () => {
    const interim = await room.asked.ask({ interim: true })
    const appeal = await room.lodge(interim)
    const reasons = 'The rule is met.'
    await room.service.decide(room.aPerson(), { appealId: appeal.id, outcome: 'stands', reasons })
    const verdictId = interim.verdictId ?? ''
    const [newest] = (await room.actions.findByVerdicts([verdictId])).get(verdictId) ?? []
    expect(newest).toMatchObject({ kind: 'hide', interim: false, cause: { kind: 'appeal' } })

    const other = await room.lodge(await room.asked.ask())
    const before = await room.count('record_action')
    const { decision } = await room.service.decide(room.aPerson(), {
      ...{ appealId: other.id, outcome: 'withdrawn', reasons: 'Taken back by letter.' },
    })
    expect(decision.action).toBe('hide')
    expect(await room.count('record_action')).toBe(before)
  })

  test('of two people at once is one answer, and the other is told', async () => {
    for (let round = 0; round < 5; round++) {
      const appeal = await room.lodge(await room.asked.ask())
      const [one, two] = [room.aPerson(), room.aPerson()]
      const tries = await Promise.allSettled([
        reverse(appeal, one),
        room.service.decide(two, { appealId: appeal.id, outcome: 'stands', reasons: 'It stands.' }),
      ])
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = tries.find((each) => each.status === 'rejected')
      expect(lost).toMatchObject({ reason: { code: 'ALREADY_DECIDED' } })
      const rows = await room.database.query(
        "SELECT FROM record_action WHERE cause_kind = 'appeal' AND cause_id = $1",
        [appeal.id],
      )
      expect(rows).toHaveLength(1)
    }
  })

  test('never comes from the person who decided about the content before, also under another policy', async () => {
    const action = await room.asked.ask()
    const reviewer = room.aPerson()
    const { contentItemId } = action
    await room.asked.decide({ ...action, policy: 'harassment' }, reviewer.id)
    const appeal = await room.lodge(action)
    expect(await refusal(reverse(appeal, reviewer))).toMatchObject({
      code: 'SAME_PERSON',
      facts: { conflict: 'decided-before' },
    })
    const specialist = room.aPerson()
    await reverse(appeal, specialist)
    const second = await room.lodge(await room.asked.ask({ contentItemId, policy: 'harassment' }))
    expect(await refusal(reverse(second, specialist))).toMatchObject({ code: 'SAME_PERSON' })
  })

  test('never comes from whoever lodged the appeal, nor from a machine', async () => {
    const person = room.aPerson()
    const action = await room.asked.ask()
    const own = await room.service.lodge(person, { actionId: action.id, statement: 'Look again.' })
    expect(await refusal(reverse(own, person))).toMatchObject({
      code: 'SAME_PERSON',
      facts: { conflict: 'lodged-it' },
    })
    const answer = { appealId: own.id, outcome: 'stands', reasons: 'It stands.' } as const
    expect(await refusal(room.service.decide(room.platform, answer))).toMatchObject({
      code: 'NOT_A_PERSON',
    })
    expect((await room.store.findAppeals([own.id])).get(own.id)?.decision).toBeNull()
  })

  test('is refused by the database too, whoever asks it', async () => {
    const [action, reviewer, lodger] = [await room.asked.ask(), room.aPerson(), room.aPerson()]
    await room.asked.decide(action, reviewer.id)
    const { id } = await room.service.lodge(lodger, {
      actionId: action.id,
      statement: 'Look again.',
    })
    for (const { id: decidedBy } of [reviewer, lodger])
      await expect(
        insertRows(room.database, 'record_appeal_decision', [
          {
            ...{ id: room.ids.next(), appeal_id: id, outcome: 'reversed', action: 'none' },
            ...{ decided_by: decidedBy, commitment: new Uint8Array(32), recorded_at: new Date() },
          },
        ]),
      ).rejects.toMatchObject({ code: 'AZ002' })
  })

  test.each([
    [{ reasons: ' ' }, 'REASONS_INVALID'],
    [{ reasons: 'a\u0000' }, 'REASONS_INVALID'],
    [{ outcome: 'partly-reversed' }, 'ACTION_UNFIT'],
    [{ outcome: 'partly-reversed', action: 'remove' }, 'ACTION_UNFIT'],
    [{ outcome: 'reversed', action: 'warn' }, 'ACTION_UNFIT'],
    [{ appealId: '019a0000-0000-7000-8000-000000000000' }, 'APPEAL_UNKNOWN'],
    [{ appealId: '\u0000' }, 'APPEAL_UNKNOWN'],
  ] as const)('of %j is refused as %s and leaves the appeal open', async (over, code) => {
    const appeal = await room.lodge(await room.asked.ask())
    const request = { appealId: appeal.id, outcome: 'stands', reasons: 'It stands.' } as const
    expect(
      await refusal(room.service.decide(room.aPerson(), { ...request, ...over })),
    ).toMatchObject({
      code,
    })
    expect((await room.store.findAppeals([appeal.id])).get(appeal.id)?.decision).toBeNull()
  })
})

describe('the list', () => {
  test('pages in either direction cover it once, under every filter', async () => {
    for (let i = 0; i < 7; i++) await room.lodge(await room.asked.ask({ policy: 'paged' }))
    const filter = { policies: ['paged'], states: ['open'], overdue: false } as const
    const whole = await room.list.page(filter, parsePage({ first: 100 }), null)
    expect(whole.items).toHaveLength(7)
    const [first, second] = [whole.items.slice(0, 4), whole.items.slice(4)]
    const cursor = encodeCursor([first[3]?.id ?? ''])
    const after = await room.list.page(filter, parsePage({ first: 10, after: cursor }), null)
    expect(after.items).toEqual(second)
    const before = await room.list.page(
      filter,
      parsePage({ last: 10, before: encodeCursor([second[0]?.id ?? '']) }),
      null,
    )
    expect(before.items).toEqual(first)
    expect((await room.list.page({ overdue: true }, parsePage({}), null)).items).toEqual([])
    expect((await room.list.page({ policies: ["' OR 1=1"] }, parsePage({}), null)).items).toEqual(
      [],
    )
    const hostile = parsePage({ first: 1, after: encodeCursor(["'; --"]) })
    await expect(room.list.page({}, hostile, null)).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    })
  })
})
