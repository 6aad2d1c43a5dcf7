import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { grantOfRole, type Permission, type Role } from '@assize/identity'
import { insertRows } from '@assize/platform'
import { allTold, personIn, toldOf } from './fixtures/audit-events.js'
import { recordJudged, type Judged } from './fixtures/judged-content.js'
import { bearer, RunningApi } from './fixtures/running-api.js'

const words = 'words to be seen'
const salt = new Uint8Array(32)
let api: RunningApi
let judged: Judged
let other: Judged
let about: Parameters<typeof recordJudged>[1]

beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  const [version] = await api.database.query<{ policy: string; commit: string }>(
    'SELECT policy, commit FROM record_policy_version LIMIT 1',
  )
  about = {
    ...{ policy: version?.policy ?? '', policyCommit: version?.commit ?? '', text: words },
    decidedBy: await personIn(api, 'admin'),
  }
  const decidedBy = await personIn(api, 'reviewer')
  judged = await recordJudged(api.database, { ...about, decidedBy })
  other = await recordJudged(api.database, about)
  const { verdictId: verdict_id, decisionId: decision_id } = judged
  await insertRows(api.database, 'payload_verdict', [
    { verdict_id, salt, trace: words, output: words, rationale: words },
  ])
  const [set] = await api.database.query<{ id: string }>(
    'SELECT id FROM record_finding_set WHERE verdict_id = $1',
    [verdict_id],
  )
  await insertRows(api.database, 'payload_finding_set', [
    { verdict_id, salt, finding_set_id: set?.id, evidence: [{ quote: words }] },
  ])
  await insertRows(api.database, 'payload_decision', [{ decision_id, salt, rationale: words }])
})
afterAll(() => api.close())

const everything = `query ($id: ID!) { verdict(id: $id) { id
  trace output rationale findings { evidence } contentItem { preview messages { text } }
  case { decisions { rationale } } } }`

/** What is told of each kind of words, and the permission that opens it. */
const told: readonly (readonly [action: string, type: string, permission: Permission])[] = [
  ['trace.viewed', 'verdict', 'trace:read'],
  ['answer.viewed', 'verdict', 'trace:read'],
  ['evidence.viewed', 'verdict', 'trace:read'],
  ['content.viewed', 'content-item', 'content:view'],
  ['preview.viewed', 'content-item', 'content:view'],
  ['rationale.viewed', 'decision', 'case:read'],
]

test.each<Role>([
  ...(['admin', 'policy-author', 'policy-approver', 'reviewer', 'senior-reviewer'] as const),
  ...(['appeals-specialist', 'auditor', 'data-steward'] as const),
])('what %s was shown is told, and nothing that was not', async (role) => {
  const caller = await api.login(role)
  const id = await personIn(api, role)
  const { data } = await api.ask(caller, everything, { id: judged.verdictId })
  await allTold()
  const found = await toldOf(api, "actor_id = $1 AND action LIKE '%.viewed'", [id], 0)
  const verdict = data?.['verdict'] as Record<string, unknown> | null
  const mine = role === 'reviewer'
  const expected = told
    .filter(([, , permission]) => {
      const grant = grantOfRole(role, permission)
      return verdict !== null && (grant === 'all' || (grant === 'own' && mine))
    })
    .map(([action, type]) => [action, type])
  const reads = role === 'auditor' ? [['verdict.viewed', 'verdict']] : []
  const seen = found.map(({ action, target_type }) => [action, target_type])
  expect(seen.sort()).toEqual([...expected, ...reads].sort())
  const ids = new Map([
    ['verdict', judged.verdictId],
    ['content-item', judged.contentItemId],
    ['decision', judged.decisionId],
  ])
  for (const event of found)
    expect(event).toMatchObject({
      ...{ target_id: ids.get(event.target_type), target_ids: null, outcome: 'done' },
      ...{ actor_kind: 'person', actor_role: role, request_id: expect.any(String) },
    })
  expect(expected.length > 0).toBe(JSON.stringify(data).includes(words))
})

test('a list that shows words is one event, found by each of its objects', async () => {
  const caller = await api.login('senior-reviewer')
  const list = `{ verdicts(first: 10) { edges { node { a: contentItem { preview }
    b: contentItem { preview messages { text } } } } } }`
  expect((await api.ask(caller, list)).errors).toBeUndefined()
  const values = [[other.contentItemId]]
  const found = await toldOf(api, 'target_ids @> $1::text[]', values, 2)
  expect(found.map(({ action }) => action).sort()).toEqual(['content.viewed', 'preview.viewed'])
  for (const { target_ids } of found)
    expect([...(target_ids ?? [])].sort()).toEqual(
      [judged.contentItemId, other.contentItemId].sort(),
    )
  const auditor = bearer(api.keys.auditor)
  const filter = { targets: [{ type: 'content-item', id: other.contentItemId }] }
  const { data } = await api.ask(
    auditor,
    `query ($filter: AuditFilterInput) { auditEvents(filter: $filter) { edges { node {
       action actor { name } roles target { type ids } } } } }`,
    { filter },
  )
  const { edges } = data?.['auditEvents'] as { edges: { node: object }[] }
  expect(edges.map(({ node }) => node)).toContainEqual({
    ...{ action: 'preview.viewed', actor: expect.objectContaining({}), roles: ['senior-reviewer'] },
    target: { type: 'content-item', ids: found[0]?.target_ids },
  })
})

test('a list costs no statement more for being told of, however long it is', async () => {
  const more = Array.from({ length: 12 }, () => recordJudged(api.database, about))
  await Promise.all(more)
  const caller = await api.login('senior-reviewer')
  const list = (first: number) =>
    api.ask(caller, `{ verdicts(first: ${first}) { edges { node { contentItem { preview } } } } }`)
  /** What else the process does meanwhile comes and goes. */
  const fewest = async (first: number): Promise<number> => {
    const counts: number[] = []
    for (let n = 0; n < 5; n++) counts.push(await api.statementsDuring(() => list(first)))
    return Math.min(...counts)
  }
  await list(1)
  const [short, long] = [await fewest(2), await fewest(14)]
  expect(long - short).toBeLessThan(3)
})

test('a person who reads is told of once for one request, and again for the next', async () => {
  const caller = await api.login('policy-approver')
  const id = await personIn(api, 'policy-approver')
  const twice = `query ($id: ID!) { a: verdict(id: $id) { trace } b: verdict(id: $id) { trace } }`
  const before = (await toldOf(api, 'actor_id = $1', [id], 0)).length
  for (let n = 0; n < 2; n++) await api.ask(caller, twice, { id: judged.verdictId })
  await allTold()
  const found = (await toldOf(api, 'actor_id = $1', [id], 0)).slice(before)
  expect(found.map(({ action }) => action)).toEqual(['trace.viewed', 'trace.viewed'])
  expect(new Set(found.map(({ request_id }) => request_id)).size).toBe(2)
})

test('the auditor’s reads are all told, lists too', async () => {
  const caller = await api.login('auditor')
  const id = await personIn(api, 'auditor')
  const query = `{ policies { name } policies2: policies { name } policy(name: "spam") { name } }`
  expect((await api.ask(caller, query)).errors).toBeUndefined()
  await api.ask(caller, '{ auditEvents(first: 1) { edges { node { id } } } }')
  await api.ask(caller, query)
  await allTold()
  const values = [id, ['policies', 'audit-events', 'spam']]
  const found = await toldOf(api, 'actor_id = $1 AND target_id = ANY($2)', values, 3)
  expect(found.map((e) => `${e.action} ${e.target_type}:${e.target_id}`).sort()).toEqual([
    ...['list.viewed list:audit-events', 'list.viewed list:policies', 'policy.viewed policy:spam'],
  ])
})
