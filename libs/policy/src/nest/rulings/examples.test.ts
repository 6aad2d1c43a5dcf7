import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PrismaContentStore } from '@assize/content/nest'
import { IdSource } from '@assize/kernel'
import { ChangeRoom } from '../../fixtures/change-room.js'
import { ExampleOffers } from './example-offers.service.js'
import { RulingErasingStep } from './ruling-erasure-step.js'
import { Rulings } from './rulings.service.js'

const said = 'HUGE SALE of my mugs today and tomorrow and every single day after that, call me'
let at: ChangeRoom
let item: string
let rulingId: string
let offerId: string

beforeAll(async () => {
  at = await ChangeRoom.open()
  const ids = at.room.app.get(IdSource)
  item = ids.next()
  await at.room.database.transaction((tx) =>
    at.room.app.get(PrismaContentStore).record(tx, [
      {
        ...{ id: item, submittedBy: 'seed', source: 'live', recordedAt: new Date(), facts: {} },
        content: { kind: 'text', messages: [{ role: 'user', content: said }] },
      },
    ]),
  )
  const about = { policy: 'spam', commit: 'c'.repeat(40), caseId: ids.next(), contentItemId: item }
  const rulings = at.room.app.get(Rulings)
  const question = 'Is one seller saying it on three days repeated promotion?'
  rulingId = await at.room.database.transaction((tx) =>
    rulings.askWithin(tx, { ...about, rule: 'SP-1.1', question, by: at.reviewer.id }),
  )
  const offer = await at.room.app.get(ExampleOffers).offer({
    ...about,
    ...{ decisionId: ids.next(), outcome: 'allowed', rules: [], offeredBy: at.reviewer.id },
    ...{ content: said, note: 'one offer, loud' },
  })
  offerId = offer.id
})
afterAll(() => at.room.close())

const take = (input: object, by = at.ann) =>
  at.room.act(
    by,
    'takeExample',
    { input: { label: 'INVALID', rules: ['SP-1.1'], ...input } },
    '... on TakenExample { id branch commit changeId }',
  )
const own = 'A seller of cups who says so on three days running'

test('an open question makes no example', async () => {
  expect(await take({ rulingId, content: own })).toMatchObject({ code: 'RULING_OPEN' })
  await at.room.app
    .get(Rulings)
    .rule(rulingId, { answer: 'three days are three times', outcome: 'violates', by: at.ann.id })
})

test('what would quote the content is refused: git forgets nothing', async () => {
  for (const more of [{ content: `They wrote: ${said}` }, { content: own, note: said }])
    expect(await take({ rulingId, ...more })).toMatchObject({ code: 'QUOTES_CONTENT' })
  expect(await at.head('examples/spam-' + rulingId.slice(-8))).toBe('none')
})

test('a ruling becomes an example on a branch of its own, with its change and where it comes from', async () => {
  const taken = await take({ rulingId, content: own, note: 'SP-1.1: three times', inText: true })
  expect(taken).toMatchObject({ branch: `examples/spam-${rulingId.slice(-8)}` })
  const detail = (await at.detail(taken['changeId'])) as {
    commits: { author: string; message: string }[]
    policies: { examples: object[]; files: { path: string }[] }[]
  }
  expect(detail.commits).toHaveLength(1)
  expect(detail.commits[0]?.message).toContain(`Ruling: ${rulingId}\nCase: `)
  expect(detail.policies[0]?.examples).toEqual([{ kind: 'added', line: 1, labelAfter: 'INVALID' }])
  expect(detail.policies[0]?.files.map(({ path }) => path)).toEqual([
    'policies/spam/policy.md',
    'policies/spam/cases.jsonl',
  ])
  const { rulings } = await at.room.ask<{ rulings: object[] }>(
    at.bea,
    '{ rulings(policy: "spam") { examples { branch commit changeId takenBy { id } } } }',
  )
  const { branch, commit, changeId } = taken
  expect(rulings).toEqual([
    { examples: [{ branch, commit, changeId, takenBy: { id: at.ann.id } }] },
  ])
})

test('a correction that was offered follows on the same branch, and only authors take it', async () => {
  const branch = `examples/spam-${rulingId.slice(-8)}`
  const input = { offerId, branch, content: 'One seller of cups, once', label: 'VALID', rules: [] }
  await expect(take(input, at.reviewer)).resolves.toMatchObject({ code: 'FORBIDDEN' })
  expect(await take({ ...input, rulingId })).toMatchObject({ code: 'EXAMPLE_REFUSED' })
  expect(await take({ ...input, label: 'MAYBE' })).toMatchObject({ code: 'CASES_REFUSED' })
  expect(await take({ ...input, branch: 'main' })).toMatchObject({ code: 'CHANGE_REQUIRED' })
  const open = async () =>
    at.room.ask(at.ann, '{ exampleOffers(open: true) { content note outcome } }')
  expect(await open()).toEqual({
    exampleOffers: [{ content: said, note: 'one offer, loud', outcome: 'ALLOWED' }],
  })
  const taken = await take(input)
  expect(taken).toMatchObject({ branch })
  expect(await open()).toEqual({ exampleOffers: [] })
})

test('what was offered goes with its content; what was taken keeps where it comes from', async () => {
  const step = new RulingErasingStep()
  expect(await step.reach(at.room.database, [item])).toEqual([
    { kind: 'ruling', count: 2 },
    { kind: 'example-offer', count: 1 },
  ])
  await at.room.database.transaction(async (tx) => {
    await tx.query('SET LOCAL ROLE assize_eraser')
    await step.erase(tx, [item])
  })
  const offers = at.room.app.get(ExampleOffers)
  expect(await offers.get(offerId)).toMatchObject({ content: null, note: null, outcome: 'allowed' })
  expect((await offers.taken([offerId])).get(offerId)).toHaveLength(1)
})
