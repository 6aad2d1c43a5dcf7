import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { recordJudged, type Judged } from './fixtures/judged-content.js'
import { bearer, RunningApi, type LoggedIn } from './fixtures/running-api.js'

let api: RunningApi
let specialist: LoggedIn
let reviewerId: string

beforeAll(async () => {
  api = await RunningApi.start()
  specialist = await api.login('appeals-specialist')
  reviewerId = await idOf('reviewer')
})
afterAll(() => api.close())

async function idOf(role: string): Promise<string> {
  const [row] = await api.database.query<{ id: string }>('SELECT id FROM person WHERE email = $1', [
    `${role}@assize.example`,
  ])
  return row?.id ?? ''
}

const judged = (decidedBy = reviewerId): Promise<Judged> =>
  recordJudged(api.database, {
    ...{ policy: 'spam', policyCommit: 'a'.repeat(40), text: 'satire of a lure', decidedBy },
  })

const lodge = `mutation ($input: LodgeAppealInput!) { lodgeAppeal(input: $input) { __typename
  ... on Appeal { id number state dueAt mayDecide mayNotDecideReason statement
    action { id kind causeKind appeal { id } } contentItem { preview } verdict { id } }
  ... on Refusal { code message } } }`
const decide = `mutation ($input: DecideAppealInput!) { decideAppeal(input: $input) { __typename
  ... on AppealDecision { id outcome action reasons decidedBy { name } }
  ... on Refusal { code message } } }`
const one = `query ($id: ID!) { appeal(id: $id) { id state statement mayDecide mayNotDecideReason
  contentItem { preview } verdict { id actions { kind causeKind } }
  decision { outcome action reasons decidedBy { name } } } }`
const list = `query ($filter: AppealFilter) { appeals(first: 50, filter: $filter) {
  edges { node { id state statement } } } }`

type Fields = Record<string, unknown>
const service = () => bearer(api.keys.service)

async function lodged(by: LoggedIn | Record<string, string>, { actionId }: Judged) {
  const input = { actionId, statement: 'It was satire.' }
  return (await api.ask(by, lodge, { input })).data?.['lodgeAppeal'] as Fields & { id: string }
}
const decided = async (by: LoggedIn, input: Fields) =>
  (await api.ask(by, decide, { input })).data?.['decideAppeal'] as Fields
const seen = async (by: LoggedIn | Record<string, string>, id: string) =>
  (await api.ask(by, one, { id })).data?.['appeal'] as Fields | null

test('lodged by the platform, decided by a specialist: the story of one appeal', async () => {
  const item = await judged()
  const appeal = await lodged(service(), item)
  expect(appeal).toMatchObject({
    ...{ __typename: 'Appeal', state: 'OPEN', mayDecide: false, statement: 'It was satire.' },
    mayNotDecideReason: 'Your roles do not include it.',
    action: { id: item.actionId, kind: 'HIDE', causeKind: 'verdict', appeal: { id: appeal.id } },
  })
  expect(await seen(specialist, appeal.id)).toMatchObject({
    ...{ mayDecide: true, mayNotDecideReason: null, statement: 'It was satire.' },
    ...{ contentItem: { preview: 'satire of a lure' }, verdict: { id: item.verdictId } },
  })
  const answer = { appealId: appeal.id, outcome: 'REVERSED', reasons: 'Satire is allowed.' }
  expect(await decided(specialist, answer)).toMatchObject({
    ...{ outcome: 'REVERSED', action: 'NONE', reasons: 'Satire is allowed.' },
  })
  expect(await decided(specialist, answer)).toMatchObject({ code: 'ALREADY_DECIDED' })
  expect(await seen(specialist, appeal.id)).toMatchObject({
    ...{ state: 'DECIDED', mayDecide: false, mayNotDecideReason: 'It is decided already.' },
    verdict: { actions: [{ kind: 'NONE', causeKind: 'appeal' }, { causeKind: 'verdict' }] },
  })
  expect(await seen(service(), appeal.id)).toMatchObject({
    decision: { outcome: 'REVERSED', reasons: 'Satire is allowed.' },
  })
})

test('whoever decided about the content before is told so, and refused', async () => {
  const appeal = await lodged(service(), await judged(await idOf('appeals-specialist')))
  expect(await seen(specialist, appeal.id)).toMatchObject({
    ...{ mayDecide: false, mayNotDecideReason: 'You decided about this content before.' },
  })
  const answer = { appealId: appeal.id, outcome: 'STANDS', reasons: 'It stands.' }
  expect(await decided(specialist, answer)).toMatchObject({ code: 'SAME_PERSON' })
  const own = await lodged(specialist, await judged())
  expect(own['mayNotDecideReason']).toBe('You lodged it.')
  expect(await decided(specialist, { ...answer, appealId: own.id })).toMatchObject({
    code: 'SAME_PERSON',
  })
})

test.each(['reviewer', 'senior-reviewer', 'admin', 'auditor', 'data-steward', 'policy-author'])(
  '%s may neither lodge nor decide',
  async (role) => {
    const item = await judged()
    const caller = await api.login(role)
    expect(await lodged(caller, item)).toMatchObject({ code: 'FORBIDDEN' })
    const appeal = await lodged(service(), item)
    const answer = { appealId: appeal.id, outcome: 'STANDS', reasons: 'It stands.' }
    expect(await decided(caller, answer)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await seen(specialist, appeal.id)).toMatchObject({ state: 'OPEN' })
  },
)

test('a service lodges but never decides, and sees only what it lodged', async () => {
  const mine = await lodged(service(), await judged())
  const other = await lodged(specialist, await judged())
  const input = { appealId: mine.id, outcome: 'STANDS', reasons: 'It stands.' }
  const answer = await api.ask(service(), decide, { input })
  expect(answer.data?.['decideAppeal']).toMatchObject({ code: 'FORBIDDEN' })
  expect(await seen(service(), other.id)).toBeNull()
  const { appeals } = (await api.ask(service(), list)).data as {
    appeals: { edges: { node: { id: string } }[] }
  }
  const ids = appeals.edges.map(({ node }) => node.id)
  expect(ids).toContain(mine.id)
  expect(ids).not.toContain(other.id)
})

test('appeals are seen by overseers, by reviewers where the content is theirs, by nobody else', async () => {
  const theirs = await lodged(service(), await judged())
  const strange = await lodged(service(), await judged(await idOf('senior-reviewer')))
  for (const role of ['senior-reviewer', 'auditor'])
    expect(await seen(await api.login(role), strange.id)).toMatchObject({
      statement: 'It was satire.',
    })
  const reviewer = await api.login('reviewer')
  expect(await seen(reviewer, theirs.id)).toMatchObject({ statement: 'It was satire.' })
  expect(await seen(reviewer, strange.id)).toBeNull()
  for (const role of ['admin', 'data-steward', 'policy-author']) {
    const caller = await api.login(role)
    const answer = await api.ask(caller, one, { id: theirs.id })
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  }
})

test('filters tell open from decided and late', async () => {
  const open = await api.ask(specialist, list, { filter: { states: ['OPEN'], overdue: false } })
  const edges = (open.data as { appeals: { edges: { node: Fields }[] } }).appeals.edges
  expect(edges.length).toBeGreaterThan(0)
  expect(edges.every(({ node }) => node['state'] === 'OPEN')).toBe(true)
  const late = await api.ask(specialist, list, { filter: { overdue: true } })
  expect(late.data).toEqual({ appeals: { edges: [] } })
})
