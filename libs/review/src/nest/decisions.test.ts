import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parsePage } from '@assize/platform'
import { leaseMs } from '../case-machine.js'
import { agreement, reviewRoom, type ReviewRoom } from '../fixtures/review-room.js'
import { graceMs } from '../reversal.js'
import type { ReviewError } from '../review-error.js'
import type { DecideRequest } from './decision.service.js'

let room: ReviewRoom
beforeAll(async () => {
  room = await reviewRoom()
})
afterAll(() => room.close())

const codeOf = async (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: ReviewError) => error.code,
  )

/** A case with its lease. */
async function claimed(me = room.person()) {
  const { queue } = await room.open(1)
  const claim = await room.leases.claim(me, { caseId: null, queue, policy: null })
  if (!claim) throw new Error('the case was not claimed')
  const request = (over: Partial<DecideRequest> = {}) => ({
    ...agreement(claim.case.id, claim.leaseToken),
    ...over,
  })
  return { me, queue, request, claimed: claim.case }
}

const actionsOf = (verdictId: string) =>
  room.database.query<{ kind: string; interim: boolean; cause: string }>(
    `SELECT kind, interim, cause_kind AS cause FROM record_action WHERE verdict_id = $1 ORDER BY recorded_at, id`,
    [verdictId],
  )

describe('deciding', () => {
  test('records decision, words, history, action and events as one', async () => {
    const { me, request, claimed: each } = await claimed()
    const correction = { outcome: 'allowed', rules: [], rationale: 'it quotes, it sells nothing' }
    const decision = await room.decisions.decide(
      me.id,
      request({ ...correction, outcome: 'allowed', action: 'none', errorClass: 'false-positive' }),
    )
    expect(decision).toMatchObject({ ...correction, isCorrection: true, decidedBy: me.id })
    const found = (await room.findDecisions.findByCases([each.id])).get(each.id)
    expect(found).toEqual([decision])
    expect(await room.cases.get(each.id)).toMatchObject({ state: 'decided', lease: null })
    expect(await actionsOf(each.verdictId)).toEqual([
      { kind: 'hide', interim: true, cause: 'verdict' },
      { kind: 'none', interim: false, cause: 'decision' },
    ])
    const told = await room.database.query<{ type: string }>(
      'SELECT type FROM outbox WHERE subject = ANY($1) ORDER BY id',
      [[each.id, decision.id]],
    )
    expect(told.map(({ type }) => type).sort()).toEqual(
      ['case.changed', 'case.changed', 'case.changed', 'decision.recorded'].sort(),
    )
  })

  test('twice, also at once, decides once', async () => {
    const { me, request } = await claimed()
    const decide = () => codeOf(room.decisions.decide(me.id, request()))
    const codes = await Promise.all([decide(), decide(), decide()])
    expect(codes.sort()).toEqual(['CASE_DECIDED', 'CASE_DECIDED', null].sort())
    expect(await decide()).toBe('CASE_DECIDED')
  })

  test('under a lease that ran out, that is another’s or that was given back is refused', async () => {
    const { me, request, claimed: each } = await claimed()
    const token = request().leaseToken
    expect(await codeOf(room.decisions.decide(room.person().id, request()))).toBe('LEASE_NOT_YOURS')
    for (const leaseToken of ['', '\0', 'x'.repeat(10_000), `${token} `])
      expect(await codeOf(room.decisions.decide(me.id, request({ leaseToken })))).toBe(
        'LEASE_NOT_YOURS',
      )
    room.clock.forward(leaseMs)
    expect(await codeOf(room.decisions.decide(me.id, request()))).toBe('LEASE_EXPIRED')
    expect((await room.findDecisions.findByCases([each.id])).get(each.id)).toEqual([])
  })

  test('with a rule the policy has not, or too long a reason, leaves nothing half-written', async () => {
    const { me, request, claimed: each } = await claimed()
    const refused = [
      { over: { rules: ['XX-1'] }, code: 'UNKNOWN_RULE' },
      { over: { rules: ['SP-1.2'] }, code: 'RATIONALE_REQUIRED' },
      { over: { rationale: 'x'.repeat(10_001) }, code: 'RATIONALE_TOO_LONG' },
      { over: { rationale: '\0' }, code: 'RATIONALE_INVALID' },
      { over: { caseId: "'; DROP TABLE review_case; --" }, code: 'CASE_UNKNOWN' },
    ]
    for (const { over, code } of refused)
      expect(await codeOf(room.decisions.decide(me.id, request(over)))).toBe(code)
    expect((await room.cases.get(each.id)).state).toBe('leased')
    expect(await actionsOf(each.verdictId)).toHaveLength(1)
    const longest = { rationale: 'ü'.repeat(10_000) }
    expect((await room.decisions.decide(me.id, request(longest))).rationale).toHaveLength(10_000)
  })

  test('a person who cannot tell leaves the action interim', async () => {
    const { me, request, claimed: each } = await claimed()
    const unsure = {
      outcome: 'undetermined',
      rules: [],
      rationale: 'in a language nobody here reads',
    }
    await room.decisions.decide(
      me.id,
      request({ ...unsure, outcome: 'undetermined', action: 'hide' }),
    )
    expect((await actionsOf(each.verdictId)).at(-1)).toMatchObject({ kind: 'hide', interim: true })
  })
})

describe('taking back', () => {
  test('within the grace time the case waits again and the action before counts', async () => {
    const { me, queue, request, claimed: each } = await claimed()
    const decision = await room.decisions.decide(me.id, request())
    const reopened = await room.decisions.reverse(me.id, decision.id)
    expect(reopened).toMatchObject({ state: 'waiting', lease: null, decidedAt: null })
    expect(
      (await actionsOf(each.verdictId)).map(({ kind, interim, cause }) => [kind, interim, cause]),
    ).toEqual([
      ['hide', true, 'verdict'],
      ['limit', false, 'decision'],
      ['hide', true, 'reversal'],
    ])
    expect((await room.findDecisions.findByCases([each.id])).get(each.id)?.[0]?.reversed).toBe(true)
    const again = await room.leases.claim(room.person(), { caseId: null, queue, policy: null })
    expect(again?.case.id).toBe(each.id)
    const history = (await room.history.findByCases([each.id])).get(each.id) ?? []
    expect(history.map(({ kind }) => kind)).toEqual([
      ...['opened', 'leased', 'decided', 'reversed', 'leased'],
    ])
  })

  test('is refused later, to others, twice, and for what is no decision', async () => {
    const { me, request } = await claimed()
    const decision = await room.decisions.decide(me.id, request())
    const reverse = (by: string, id = decision.id) => codeOf(room.decisions.reverse(by, id))
    expect(await reverse(room.person().id)).toBe('DECISION_NOT_YOURS')
    expect(await reverse(me.id, 'no id')).toBe('DECISION_UNKNOWN')
    const twice = await Promise.all([reverse(me.id), reverse(me.id)])
    expect(twice.sort()).toEqual(['DECISION_REVERSED', null].sort())
    const late = await claimed()
    const { id } = await room.decisions.decide(late.me.id, late.request())
    room.clock.forward(graceMs)
    expect(await reverse(late.me.id, id)).toBe('GRACE_OVER')
  })

  test('on the record, decisions and their words stay as they are', async () => {
    const { me, request } = await claimed()
    const { id } = await room.decisions.decide(me.id, request({ rationale: 'agreed' }))
    for (const statement of [
      `UPDATE record_decision SET outcome = 'allowed' WHERE id = $1`,
      'DELETE FROM record_decision WHERE id = $1',
      `UPDATE payload_decision SET rationale = 'x' WHERE decision_id = $1`,
    ])
      await expect(room.database.query(statement, [id])).rejects.toThrow()
    const forged = room.database.query(
      `INSERT INTO record_reversal (id, decision_id, case_id, reversed_by, recorded_at)
       SELECT $2, id, case_id, $3, now() FROM record_decision WHERE id = $1`,
      [id, room.ids.next(), room.ids.next()],
    )
    await expect(forged).rejects.toMatchObject({ code: 'AZ005' })
  })
})

describe('lists', () => {
  test('pages either way hold every case once, open ones in the order they are handed out', async () => {
    const { queue } = await room.open(9, { priority: 100 })
    await room.open(5, { queue, priority: 250 })
    const filter = { queues: [queue], states: ['waiting'] as const }
    const whole = await room.list.page(filter, parsePage({ first: 50 }), null)
    const handed = whole.items.map(({ priority, id }) => ({ priority, id }))
    const sorted = [...handed].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
    expect(handed).toEqual(sorted)
    const walked: string[] = []
    let cursor: readonly string[] | null = null
    for (let more = true; more;) {
      const request = { limit: 4, direction: 'forward', cursor } as const
      const page = await room.list.page(filter, request, null)
      walked.push(...page.items.map(({ id }) => id))
      const last = page.items.at(-1)
      cursor = last ? [String(last.priority), last.id] : null
      more = page.hasNextPage
    }
    expect(walked).toEqual(whole.items.map(({ id }) => id))
    const back = { limit: 3, direction: 'backward', cursor } as const
    const before = await room.list.page(filter, back, null)
    expect(before.items.map(({ id }) => id)).toEqual(walked.slice(-4, -1))
    const all = await room.list.page({ queues: [queue] }, parsePage({ first: 50 }), null)
    expect(all.items.map(({ id }) => id)).toEqual([...walked].sort().reverse())
  })

  test('cursors of another order and hostile words are refused or find nothing', async () => {
    const cursors = [['1'], ['x', room.ids.next()], [room.ids.next(), room.ids.next(), '3']]
    for (const cursor of cursors) {
      const request = { limit: 2, direction: 'forward', cursor } as const
      const act = room.list.page({ states: ['waiting'] }, request, null)
      expect(await codeOf(act)).toBe('CURSOR_INVALID')
    }
    const hostile = ["'; DROP TABLE review_case; --", '\0', '\ud800']
    const found = await room.list.page({ queues: hostile, policies: hostile }, parsePage({}), null)
    expect(found.items).toEqual([])
  })
})

describe('what a case says of the policy', () => {
  test('a rule that was unclear is asked about with the decision, or neither is on the record', async () => {
    const { me, request, claimed: each } = await claimed()
    const unclear = { rule: 'SP-1.2', question: 'Is a shop in a profile misplaced?' }
    const unknown = { ...unclear, rule: 'SP-9.9' }
    expect(await codeOf(room.decisions.decide(me.id, request({ unclear: unknown })))).toBe(
      'UNKNOWN_RULE',
    )
    expect(
      await codeOf(
        room.decisions.decide(me.id, request({ unclear: { ...unclear, question: ' ' } })),
      ),
    ).toBe('MESSAGE_REFUSED')
    expect(await room.cases.get(each.id)).toMatchObject({ state: 'leased' })
    await room.decisions.decide(me.id, request({ unclear }))
    const asked = (await room.rulings.ofCases([each.id])).get(each.id)
    expect(asked).toMatchObject([
      { ...unclear, askedBy: me.id, commit: each.policyCommit, contentItemId: each.contentItemId },
    ])
  })

  test('a correction that stands is offered once, by who decided or a senior', async () => {
    const { me, request } = await claimed()
    const correction = { outcome: 'allowed', rules: [], rationale: 'it sells nothing' } as const
    const decision = await room.decisions.decide(me.id, request({ ...correction, action: 'none' }))
    const offer = (by: { id: string; senior: boolean }) =>
      room.corrections.offer(by, { decisionId: decision.id, content: 'a quotation', note: '' })
    expect(await codeOf(offer(me))).toBe('NOT_A_CORRECTION')
    room.clock.forward(graceMs + 1)
    expect(await codeOf(offer(room.person()))).toBe('DECISION_UNKNOWN')
    expect(await offer(room.person(true))).toMatchObject({
      ...{ decisionId: decision.id, outcome: 'allowed', content: 'a quotation' },
    })
    expect(await codeOf(offer(me))).toBe('OFFER_REFUSED')
    const agreed = await claimed()
    const same = await room.decisions.decide(agreed.me.id, agreed.request())
    room.clock.forward(graceMs + 1)
    const agreement = { decisionId: same.id, content: 'x', note: '' }
    expect(await codeOf(room.corrections.offer(agreed.me, agreement))).toBe('NOT_A_CORRECTION')
  })
})
