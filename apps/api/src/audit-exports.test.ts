import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { insertRows } from '@assize/platform'
import { allTold, personIn, toldOf } from './fixtures/audit-events.js'
import { recordJudged, type Judged } from './fixtures/judged-content.js'
import { bearer, RunningApi } from './fixtures/running-api.js'

let api: RunningApi
let judged: Judged
beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  const [version] = await api.database.query<{ commit: string }>(
    "SELECT commit FROM record_policy_version WHERE policy = 'spam' ORDER BY sequence DESC LIMIT 1",
  )
  judged = await recordJudged(api.database, {
    ...{ policy: 'spam', policyCommit: version?.commit ?? '', text: 'the same link again' },
    decidedBy: await personIn(api, 'reviewer'),
  })
})
afterAll(() => api.close())

const build = `mutation { buildDataset(input: { name: "gold" }) { __typename
  ... on Dataset { id } ... on Refusal { code message } } }`
const make = `mutation ($name: String!) { exportDataset(input: { name: $name }) { __typename
  ... on DatasetExport { id url sha256 } ... on Refusal { code } } }`

test('whoever takes a data set out is told of, with the digest of the file and each download', async () => {
  const steward = await api.login('data-steward')
  const { id: dataset } = (await api.ask(steward, build)).data?.['buildDataset'] as { id: string }
  const answer = await api.ask(steward, make, { name: 'gold' })
  const file = answer.data?.['exportDataset'] as { id: string; url: string; sha256: string }
  await api.ask(steward, make, { name: 'nothing' })
  const bytes = await (
    await fetch(`${api.url}${file.url}`, { headers: { cookie: steward.cookie } })
  ).arrayBuffer()
  const admin = await api.login('admin')
  await fetch(`${api.url}${file.url}`, { headers: { cookie: admin.cookie } })
  const [made] = await toldOf(api, "action = 'dataset.built'", [])
  expect(made).toMatchObject({
    ...{ actor_id: await personIn(api, 'data-steward'), target_id: dataset, before: null },
  })
  const told = await toldOf(api, "target_type = 'dataset-export'", [], 4)
  expect(told.map(({ action, target_id, code }) => [action, target_id, code])).toEqual([
    ['export.created', file.id, null],
    ['export.created', null, expect.any(String)],
    ['export.downloaded', file.id, null],
    ['export.downloaded', file.id, 'FORBIDDEN'],
  ])
  expect(told[0]?.after).toBe(createHash('sha256').update(Buffer.from(bytes)).digest('hex'))
})

const lodge = `mutation ($actionId: ID!) { lodgeAppeal(input: { actionId: $actionId, statement: "It was satire." }) {
  ... on Appeal { id } ... on Refusal { code message } } }`
const decide = `mutation ($appealId: ID!) { decideAppeal(input: { appealId: $appealId, outcome: STANDS,
  reasons: "It is the same." }) { ... on AppealDecision { id reasons } ... on Refusal { code message } } }`
const read = `query ($id: ID!) { appeal(id: $id) { statement decision { reasons } } }`

test('words of an appeal are told of when they are shown, to people and to services', async () => {
  const service = bearer(api.keys.service)
  const lodged = await api.ask(service, lodge, { actionId: judged.actionId })
  const { id } = lodged.data?.['lodgeAppeal'] as { id: string }
  const specialist = await api.login('appeals-specialist')
  const decided = await api.ask(specialist, decide, { appealId: id })
  const decision = decided.data?.['decideAppeal'] as { id: string }
  await api.ask(service, read, { id })
  await api.ask(await api.login('data-steward'), read, { id })
  await allTold()
  const views = await toldOf(
    api,
    "target_id = ANY($1) AND action LIKE '%.viewed'",
    [[id, decision.id]],
    3,
  )
  const person = { actor_kind: 'person', actor_id: await personIn(api, 'appeals-specialist') }
  expect(views).toHaveLength(3)
  expect(views).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...person, action: 'reasons.viewed', target_id: decision.id }),
      expect.objectContaining({ actor_kind: 'service', action: 'statement.viewed', target_id: id }),
      expect.objectContaining({ actor_kind: 'service', action: 'reasons.viewed' }),
    ]),
  )
  const [lodging, deciding] = await toldOf(
    api,
    "target_id = $1 AND action IN ('appeal.lodged', 'appeal.decided')",
    [id],
    2,
  )
  expect(lodging).toMatchObject({ actor_kind: 'service', before: null })
  expect(deciding).toMatchObject({ ...person, before: lodging?.after })
  expect(deciding?.after).not.toBe(deciding?.before)
})

test('a raw reply holds the trace, and is told of as such', async () => {
  const { verdictId: verdict_id } = judged
  await insertRows(api.database, 'record_attempt', [
    {
      ...{ verdict_id, number: 1, endpoint: 'e', model: 'm', started_at: new Date() },
      ...{ waited_ms: 0, whole_ms: 1, usage: { estimated: false }, simulated: false },
    },
  ])
  await insertRows(api.database, 'payload_attempt', [
    { verdict_id, number: 1, salt: new Uint8Array(32), raw: '{}' },
  ])
  const query = 'query ($id: ID!) { verdict(id: $id) { attempts { raw } } }'
  for (const role of ['senior-reviewer', 'admin'])
    await api.ask(await api.login(role), query, { id: verdict_id })
  await allTold()
  const views = await toldOf(api, "target_type = 'verdict' AND action = 'trace.viewed'", [])
  expect(views.map(({ actor_role, target_id }) => [actor_role, target_id])).toEqual([
    ['senior-reviewer', verdict_id],
  ])
})
