import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { OwnContent } from '@assize/content/nest'
import type { Principal } from '@assize/identity'
import { ChangeRoom } from '../../fixtures/change-room.js'
import { RulingErasingStep } from './ruling-erasure-step.js'
import { Rulings } from './rulings.service.js'

let at: ChangeRoom
const [caseId, item] = [1, 2].map((n) => `0195f3f0-0000-7000-8000-00000000000${n}`)
beforeAll(async () => {
  at = await ChangeRoom.open()
  const input = { policy: 'spam', ref: 'v1' }
  await at.room.act(at.bea, 'publishPolicy', { input }, '... on Publication { id }')
  at.room.app.get(Rulings).knowCases((id) => Promise.resolve(id === caseId ? (item ?? null) : null))
  at.room.app
    .get(OwnContent)
    .add('reviewer', `SELECT '${item}'::uuid WHERE $1 = '${at.reviewer.id}'`)
})
afterAll(() => at.room.close())

const fields = '... on Ruling { id question answer outcome askedBy { id } ruledBy { id } }'
const ask = (by: Principal, more: object = {}) => {
  const input = { policy: 'spam', rule: 'SP-1.1', question: 'are two times repeated?', ...more }
  return at.room.act(by, 'askRuling', { input }, fields)
}
const rule = (by: Principal, rulingId: unknown) => {
  const input = { rulingId, answer: 'three are, two are not', outcome: 'ALLOWED' }
  return at.room.act(by, 'rule', { input }, fields)
}

test('a question from a case is ruled on by an author, and stands with the rule', async () => {
  const asked = await ask(at.reviewer, { caseId })
  expect(asked).toMatchObject({ answer: null, askedBy: { id: at.reviewer.id } })
  expect(await rule(at.reviewer, asked['id'])).toMatchObject({ code: 'FORBIDDEN' })
  expect(await rule(at.ann, asked['id'])).toMatchObject({
    ...{ answer: 'three are, two are not', outcome: 'ALLOWED', ruledBy: { id: at.ann.id } },
  })
  const { rulings } = await at.room.ask<{ rulings: unknown[] }>(
    at.reviewer,
    '{ rulings(policy: "spam", rule: "SP-1.1") { question answer } }',
  )
  expect(rulings).toEqual([
    { question: 'are two times repeated?', answer: 'three are, two are not' },
  ])
})

test('a question is for those who see its content and those it is put to, a ruling for all who see content', async () => {
  const rod = await at.room.person('rod', 'reviewer')
  const mia = await at.room.person('mia', 'admin')
  const seen = async (by: Principal) => {
    const { policy } = await at.room.ask<{ policy: { inForce: { rules: object[] } } }>(
      by,
      '{ policy(name: "spam") { inForce { rules { code rulings { question withheld answer } } } } }',
    )
    return policy.inForce.rules[0]
  }
  const [question, answer] = ['are two times repeated?', 'three are, two are not']
  const rulings = [{ question, withheld: false, answer }]
  expect(await seen(at.reviewer)).toEqual({ code: 'SP-1.1', rulings })
  expect(await seen(at.bea)).toEqual({ code: 'SP-1.1', rulings })
  expect(await seen(rod)).toEqual({
    ...{ code: 'SP-1.1', rulings: [{ question: null, withheld: true, answer }] },
  })
  expect(await seen(mia)).toMatchObject({ rulings: [{ question: null, answer: null }] })
  const asked = await ask(rod, { caseId })
  expect(asked).toMatchObject({ code: 'CASE_UNKNOWN' })
})

test('questions that wait are told from those that were ruled on', async () => {
  const waiting = await ask(at.art, { question: 'and on two days?' })
  const open = async () => {
    const { rulings } = await at.room.ask<{ rulings: { id: string }[] }>(
      at.ann,
      '{ rulings(open: true) { id } }',
    )
    return rulings.map(({ id }) => id)
  }
  expect(await open()).toEqual([waiting['id']])
  await rule(at.ann, waiting['id'])
  expect(await open()).toEqual([])
})

test('of rules and cases there are, in words', async () => {
  expect(await ask(at.reviewer, { rule: 'SP-9' })).toMatchObject({ code: 'RULE_UNKNOWN' })
  expect(await ask(at.reviewer, { caseId: item })).toMatchObject({ code: 'CASE_UNKNOWN' })
  expect(await ask(at.reviewer, { question: ' ' })).toMatchObject({ code: 'MESSAGE_REFUSED' })
  expect(await rule(at.ann, 'nothing')).toMatchObject({ code: 'RULING_UNKNOWN' })
})

test('what quotes content goes with it', async () => {
  const step = new RulingErasingStep()
  const reach = await step.reach(at.room.database, [item ?? ''])
  expect(reach).toEqual([
    { kind: 'ruling', count: 2 },
    { kind: 'example-offer', count: 0 },
  ])
  const gone = await at.room.database.transaction(async (tx) => {
    await tx.query('SET LOCAL ROLE assize_eraser')
    return step.erase(tx, [item ?? ''])
  })
  expect(gone).toBe(2)
  const { rulings } = await at.room.ask<{ rulings: unknown[] }>(
    at.reviewer,
    '{ rulings(policy: "spam") { question answer outcome } }',
  )
  expect(rulings.at(-1)).toEqual({ question: null, answer: null, outcome: 'ALLOWED' })
})
