import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { grantOfRole, type Permission, type Role } from '@assize/identity'
import { insertRows } from '@assize/platform'
import { recordJudged } from './fixtures/judged-content.js'
import { bearer, RunningApi } from './fixtures/running-api.js'

const secret = 'only for those who may'
const claiming = `The content says "${secret}". Thus the answer is INVALID.`
const salt = new Uint8Array(32)

let api: RunningApi
let ids: Readonly<Record<'mine' | 'other', string>>
beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  const [service] = await api.database.query<{ id: string }>('SELECT id FROM service_account')
  ids = { mine: await judged(service?.id ?? ''), other: await judged('another') }
})
afterAll(() => api.close())

async function judged(submittedBy: string): Promise<string> {
  const [version] = await api.database.query<{ policy: string; commit: string }>(
    'SELECT policy, commit FROM record_policy_version LIMIT 1',
  )
  const { verdictId } = await recordJudged(api.database, {
    ...{ policy: version?.policy ?? '', policyCommit: version?.commit ?? '', text: secret },
    ...{ decidedBy: '00000000-0000-7000-8000-000000000001', submittedBy },
  })
  const words = { verdict_id: verdictId, salt }
  await insertRows(api.database, 'payload_verdict', [
    { ...words, trace: claiming, output: secret, rationale: secret },
  ])
  const [set] = await api.database.query<{ id: string }>(
    'SELECT id FROM record_finding_set WHERE verdict_id = $1',
    [verdictId],
  )
  await insertRows(api.database, 'payload_finding_set', [
    { ...words, finding_set_id: set?.id, evidence: [{ quote: secret }] },
  ])
  await insertRows(api.database, 'record_attempt', [
    {
      ...{ verdict_id: verdictId, number: 1, endpoint: 'e', model: 'm', started_at: new Date() },
      ...{ waited_ms: 0, whole_ms: 1, usage: { estimated: false }, simulated: false },
    },
  ])
  await insertRows(api.database, 'payload_attempt', [{ ...words, number: 1, raw: secret }])
  return verdictId
}

const query = `query ($id: ID!) { verdict(id: $id) {
  trace output rationale attempts { raw } findings { evidence }
  claims { kind span { start end } }
  contentItem { preview messages { text } } } }`

/** Fields in the order of the query, and the permission that opens each. */
const opens: readonly (readonly [field: string, permission: Permission])[] = [
  ['trace', 'trace:read'],
  ['output', 'trace:read'],
  ['rationale', 'trace:read'],
  ['attempts', 'trace:read'],
  ['findings', 'trace:read'],
  ['contentItem', 'content:view'],
]

test.each<Role>([
  ...(['admin', 'policy-author', 'policy-approver', 'reviewer', 'senior-reviewer'] as const),
  ...(['appeals-specialist', 'auditor', 'data-steward'] as const),
])('%s reads of a verdict what the table of permissions opens, and no more', async (role) => {
  const { data, errors } = await api.ask(await api.login(role), query, { id: ids.other })
  expect(errors).toBeUndefined()
  const verdict = data?.['verdict'] as Record<string, unknown> | null
  if (grantOfRole(role, 'verdict:read') !== 'all') return expect(verdict).toBeNull()
  // Where a claim begins and what kind it is tells of the trace.
  expect({ claims: (verdict?.['claims'] as unknown[]).length > 0 }).toEqual({
    claims: grantOfRole(role, 'trace:read') === 'all',
  })
  for (const [field, permission] of opens)
    expect({ field, shown: JSON.stringify(verdict?.[field]).includes(secret) }).toEqual({
      ...{ field, shown: grantOfRole(role, permission) === 'all' },
    })
})

test('a platform reads its own verdicts, without a word of trace, and nobody else’s', async () => {
  const caller = bearer(api.keys.service)
  const { data } = await api.ask(caller, query, { id: ids.mine })
  expect(data?.['verdict']).toMatchObject({ trace: null, output: null, attempts: [{ raw: null }] })
  expect(JSON.stringify(data)).not.toContain(secret)
  expect((await api.ask(caller, query, { id: ids.other })).data).toEqual({ verdict: null })
  const listed = await api.ask(
    caller,
    `{ verdicts { edges { node { id } } } findings { edges { node { verdict { id } } } }
       verdictFacets { total } verdictFigures { buckets { count } } }`,
  )
  expect(listed.data).toEqual({
    verdicts: { edges: [{ node: { id: ids.mine } }] },
    findings: { edges: [{ node: { verdict: { id: ids.mine } } }] },
    verdictFacets: { total: 1 },
    verdictFigures: { buckets: [{ count: 1 }] },
  })
})
