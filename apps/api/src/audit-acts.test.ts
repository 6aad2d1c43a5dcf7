import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allTold, personIn, toldOf } from './fixtures/audit-events.js'
import { bearer, RunningApi, type LoggedIn } from './fixtures/running-api.js'

let api: RunningApi
let auditor: LoggedIn
beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  auditor = await api.login('auditor')
})
afterAll(() => api.close())

const publish = `mutation ($ref: String!) { publishPolicy(input: { policy: "spam", ref: $ref }) {
  __typename ... on Refusal { code requestId } } }`
const save = `mutation ($input: SaveEndpointInput!) { saveEndpoint(input: $input) {
  __typename ... on Endpoint { id } ... on Refusal { code } } }`
const createKey = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  ... on CreatedApiKey { secret key { id } } ... on Refusal { code requestId } } }`
const revokeKey = `mutation ($id: ID!) { revokeApiKey(id: $id) { ... on ApiKey { id } ... on Refusal { code } } }`
const last = async (condition: string, values: unknown[], count = 1) =>
  (await toldOf(api, condition, values, count)).at(-1)

describe('a change', () => {
  test('is told with who, what, the request, and digests that chain', async () => {
    const approver = await api.login('policy-approver')
    const refs = await api.database.query<{ commit: string }>(
      "SELECT commit FROM record_policy_version WHERE policy = 'spam' ORDER BY sequence",
    )
    for (const { commit } of refs) await api.ask(approver, publish, { ref: commit })
    const found = await toldOf(api, "action = 'policy.published'", [], refs.length)
    expect(found).toHaveLength(refs.length)
    for (const event of found)
      expect(event).toMatchObject({
        ...{ actor_kind: 'person', actor_id: await personIn(api, 'policy-approver') },
        ...{ actor_role: 'policy-approver', target_type: 'policy', target_id: 'spam' },
        request_id: expect.any(String),
      })
    const done = found.filter(({ outcome }) => outcome === 'done')
    expect(done.length).toBeGreaterThan(0)
    for (const { before, after } of done) expect(after).not.toBe(before)
    for (const [n, event] of done.entries())
      if (n > 0) expect(event.before).toBe(done[n - 1]?.after)
  })

  test('that changes nothing has the same digest before and after; one that does has another', async () => {
    const admin = await api.login('admin')
    const input = {
      ...{ name: 'east', kind: 'VLLM', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' },
      ...{ maxInFlight: 4, onPremises: true },
    }
    const made = await api.ask(admin, save, { input })
    const { id } = made.data?.['saveEndpoint'] as { id: string }
    const same = { input: { ...input, id } }
    await api.ask(admin, save, same)
    await api.ask(admin, save, { input: { ...input, id, maxInFlight: 5 } })
    const found = await toldOf(api, "action = 'endpoint.saved'", [], 3)
    const [created, repeated, changed] = found
    expect(found.map(({ target_id }) => target_id)).toEqual([id, id, id])
    expect(created).toMatchObject({ before: null, after: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(repeated).toMatchObject({ before: created?.after, after: created?.after })
    expect(changed).toMatchObject({ before: created?.after })
    expect(changed?.after).not.toBe(created?.after)
  })

  test('of keys is told, their first use too, and never the secret', async () => {
    const admin = await api.login('admin')
    const input = { name: 'nightly', serviceAccount: 'nightly', scopes: ['policy:read'] }
    const created = (await api.ask(admin, createKey, { input })).data?.['createApiKey'] as {
      secret: string
      key: { id: string }
    }
    for (let n = 0; n < 2; n++) await api.ask(bearer(created.secret), '{ me { name } }')
    await api.ask(admin, revokeKey, { id: created.key.id })
    const found = await toldOf(
      api,
      "target_type = 'api-key' AND target_id = $1",
      [created.key.id],
      3,
    )
    expect(found.map(({ action, actor_kind }) => [action, actor_kind])).toEqual([
      ...[
        ['key.created', 'person'],
        ['key.first-used', 'service'],
        ['key.revoked', 'person'],
      ],
    ])
    expect(found[2]?.before).toBe(found[0]?.after)
    expect(found[2]?.after).not.toBe(found[2]?.before)
  })
})

describe('what is refused', () => {
  test('by a permission is told with its code', async () => {
    const reviewer = await api.login('reviewer')
    const { data } = await api.ask(reviewer, publish, { ref: 'main' })
    const { requestId } = data?.['publishPolicy'] as { requestId: string }
    expect(await last('request_id = $1', [requestId])).toMatchObject({
      ...{ action: 'policy.published', target_id: 'spam', outcome: 'refused', code: 'FORBIDDEN' },
      ...{ actor_id: await personIn(api, 'reviewer'), before: null, after: null },
    })
  })

  test('by a rule is told with its code', async () => {
    const approver = await api.login('policy-approver')
    const { data } = await api.ask(approver, publish, { ref: 'f'.repeat(40) })
    const { requestId, code } = data?.['publishPolicy'] as { requestId: string; code: string }
    expect(await last('request_id = $1', [requestId])).toMatchObject({ outcome: 'refused', code })
  })

  test('with an id that a caller made up is told of, harmlessly', async () => {
    const admin = await api.login('admin')
    for (const id of ['"><script>', 'x\ny', '\u0000', 'x'.repeat(5000)])
      await api.ask(admin, revokeKey, { id })
    const found = await toldOf(api, "action = 'key.revoked' AND outcome = 'refused'", [], 4)
    expect(found.map(({ code }) => code)).toEqual(Array(4).fill('KEY_UNKNOWN'))
    expect(found[0]?.target_id).toBe('"><script>')
    for (const { target_id } of found.slice(1)) expect(target_id).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('to a caller nobody knows leaves no event: strangers cannot fill the trail', async () => {
    const before = await toldOf(api, "action = 'policy.published'", [], 0)
    await api.ask({}, publish, { ref: 'main' })
    await allTold()
    expect(await toldOf(api, "action = 'policy.published'", [], 0)).toHaveLength(before.length)
  })
})

test('logging in and out is told; of failures the person, or a digest that says nothing', async () => {
  const person = await personIn(api, 'data-steward')
  const { cookie, csrf } = await api.login('data-steward')
  await api.post('/auth/logout', {}, { cookie, 'x-csrf-token': csrf })
  await api.tryLogin('data-steward@assize.example', 'wrong')
  await api.tryLogin('Stranger@elsewhere.example', 'wrong')
  await api.tryLogin('stranger@elsewhere.example ', 'wrong')
  const mine = await toldOf(api, "target_id = $1 AND action LIKE 'person.%'", [person], 3)
  expect(mine.map(({ action, outcome, actor_kind }) => [action, outcome, actor_kind])).toEqual([
    ['person.logged-in', 'done', 'person'],
    ['person.logged-out', 'done', 'person'],
    ['person.logged-in', 'refused', 'stranger'],
  ])
  const strangers = await toldOf(api, "target_type = 'address'", [], 2)
  expect(new Set(strangers.map(({ target_id }) => target_id)).size).toBe(1)
  expect(strangers[0]?.target_id).toMatch(/^hmac:[0-9a-f]{32}$/)
  expect(JSON.stringify([...mine, ...strangers])).not.toMatch(/elsewhere|assize\.example/)
})

describe('the trail itself', () => {
  const query = '{ auditEvents(first: 1) { edges { node { id } } } auditFacets { actions } }'

  test('is read by the auditor and nobody else, not even about themselves', async () => {
    for (const role of api.roles) {
      const { data, errors } = await api.ask(await api.login(role), query)
      if (role === 'auditor') expect(data?.['auditEvents']).toMatchObject({ edges: [{}] })
      else expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
    }
    const { errors } = await api.ask(bearer(api.keys.service), query)
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
    expect((await api.ask({}, query)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED')
  })

  test('names the people and services it can be narrowed to, for whoever reads it', async () => {
    const query = '{ people { name roles } auditFacets { people { name } services { name } } }'
    const { data, errors } = await api.ask(auditor, query)
    expect(errors).toBeUndefined()
    const { people, services } = data?.['auditFacets'] as Record<string, { name: string }[]>
    expect(people?.length).toBe((data?.['people'] as object[]).length)
    expect(services?.length).toBeGreaterThan(0)
  })

  const take = (by: Readonly<Record<string, string>>, search = '') =>
    fetch(`${api.url}/audit/events.jsonl${search}`, { headers: by })

  test('leaves as CloudEvents, and its leaving is on it with the digest of the file', async () => {
    const response = await take({ cookie: auditor.cookie })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    const text = await response.text()
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
    expect(events.length).toBeGreaterThan(10)
    expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).sort())
    for (const event of events)
      expect(event).toMatchObject({
        ...{ specversion: '1.0', datacontenttype: 'application/json', data: expect.any(Object) },
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        source: expect.stringMatching(/^urn:assize:./),
        type: expect.stringMatching(/^io\.assize\.[a-z-]+\.[a-z-]+$/),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      })
    const id = await personIn(api, 'auditor')
    const found = await toldOf(api, "actor_id = $1 AND action LIKE 'trail.%'", [id], 2)
    expect(found.map(({ action }) => action)).toEqual(['trail.exported', 'trail.export-ended'])
    expect(found[1]?.after).toBe(createHash('sha256').update(text).digest('hex'))
  })

  test('leaves narrowed to what was asked', async () => {
    const person = await personIn(api, 'policy-approver')
    const search = `?person=${person}&action=policy.&type=policy&object=policy:spam&outcome=done`
    const text = await (await take({ cookie: auditor.cookie }, search)).text()
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { data: object })
    expect(lines.length).toBeGreaterThan(0)
    for (const { data } of lines)
      expect(data).toMatchObject({
        actor: { id: person },
        action: 'policy.published',
        outcome: 'done',
      })
  })

  test.each([
    '?person=x',
    '?outcome=maybe',
    '?after=soon',
    '?after=2026-02-30',
    '?before=2026-05-01T00:00:00',
    '?person=a&person=b',
    '?limit=1',
    '?object=spam',
  ])('refuses %s', async (search) => {
    const response = await take({ cookie: auditor.cookie }, search)
    expect([response.status, (await response.json()) as object]).toEqual([
      400,
      expect.objectContaining({ code: 'FILTER_INVALID' }),
    ])
  })

  test('leaves by nobody else, and the attempt is told', async () => {
    const admin = await api.login('admin')
    expect((await take({ cookie: admin.cookie })).status).toBe(403)
    expect((await take({})).status).toBe(401)
    const id = await personIn(api, 'admin')
    expect(await last("actor_id = $1 AND action = 'trail.exported'", [id])).toMatchObject({
      ...{ outcome: 'refused', code: 'FORBIDDEN' },
    })
  })
})
