import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { recordJudged } from './fixtures/judged-content.js'
import { bearer, RunningApi, type LoggedIn } from './fixtures/running-api.js'

const manifest = `title: Spam
owners: [policy-author]
contract: words
labels: { VALID: allowed, INVALID: violates }
rules:
  - { code: SP-1.1, title: Repeated promotion, outcome: violates }
`
const text = '# Spam\n- SP-1.1 Repetition\nAnswer with exactly one word, VALID or INVALID.\n'

let api: RunningApi
let steward: LoggedIn

beforeAll(async () => {
  api = await RunningApi.start()
  steward = await api.login('data-steward')
  const author = await api.login('policy-author')
  const input = { policy: 'spam', text, manifest, cases: '', message: 'First' }
  const committed = await api.ask(
    author,
    `mutation ($input: CommitPolicyInput!) { commitPolicy(input: $input) {
       ... on PolicyVersion { commit } ... on Refusal { code message } } }`,
    { input },
  )
  const { commit } = committed.data?.['commitPolicy'] as { commit: string }
  const decidedBy = await idOf('reviewer')
  const about = { policy: 'spam', policyCommit: commit, decidedBy }
  await recordJudged(api.database, { ...about, text: 'the same link again' })
  await recordJudged(api.database, { ...about, text: 'and again', simulated: true })
})
afterAll(() => api.close())

async function idOf(role: string): Promise<string> {
  const [row] = await api.database.query<{ id: string }>('SELECT id FROM person WHERE email = $1', [
    `${role}@assize.example`,
  ])
  return row?.id ?? ''
}

const build = `mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) { __typename
  ... on Dataset { id name version items digest simulated seed selection builtBy { name }
    composition { policy label split kind count }
    rows(first: 1) { edges { cursor node { position label outcome rules kind split simulated
      policyCommit decisionId verdict { id contentItem { preview } } } }
      pageInfo { hasNextPage endCursor } } }
  ... on Refusal { code message facts } } }`
const make = `mutation ($input: ExportDatasetInput!) { exportDataset(input: $input) { __typename
  ... on DatasetExport { id dataset version format split lines leftOut sizeBytes sha256 url }
  ... on Refusal { code message } } }`

const built = async (by: LoggedIn, input: object) =>
  (await api.ask(by, build, { input })).data?.['buildDataset'] as Record<string, unknown>
const made = async (input: object) =>
  (await api.ask(steward, make, { input })).data?.['exportDataset'] as Record<string, string>

test('a steward builds a data set, pages through it and sees the content of it', async () => {
  const dataset = await built(steward, { name: 'gold', includeSimulated: true })
  expect(dataset).toMatchObject({
    ...{ __typename: 'Dataset', version: 1, items: 2, simulated: true, seed: 'gold' },
    rows: {
      edges: [
        {
          node: {
            ...{ position: 1, label: 'INVALID', outcome: 'VIOLATES', kind: 'correction' },
            verdict: { contentItem: { preview: 'the same link again' } },
          },
        },
      ],
      pageInfo: { hasNextPage: true },
    },
  })
  const second = `query ($after: String) { dataset(name: "gold", version: 1) {
    rows(first: 5, after: $after) { edges { node { position } } pageInfo { hasNextPage } } } }`
  const { rows } = dataset as { rows: { pageInfo: { endCursor: string } } }
  const page = await api.ask(steward, second, { after: rows.pageInfo.endCursor })
  expect(page.data?.['dataset']).toEqual({
    rows: { edges: [{ node: { position: 2 } }], pageInfo: { hasNextPage: false } },
  })
  const wrong = await api.ask(steward, second, { after: 'bm9uc2Vuc2U' })
  expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'CURSOR_INVALID' })
})

test('an export is served to whoever may make one, and is what the record says', async () => {
  await built(steward, { name: 'served' })
  const file = await made({ name: 'served' })
  expect(file).toMatchObject({ format: 'CHAT_JSONL', lines: 1, leftOut: 0, split: null })
  const { cookie } = steward
  const response = await fetch(`${api.url}${file['url']}`, { headers: { cookie } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/x-ndjson')
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="served-v1-all.jsonl"',
  )
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(String(bytes.length)).toBe(file['sizeBytes'])
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(file['sha256'])
  expect(JSON.parse(bytes.toString())).toMatchObject({
    messages: [
      { role: 'system', content: text },
      { role: 'user', content: 'the same link again' },
      { role: 'assistant', content: 'INVALID' },
    ],
    metadata: { dataset: 'served', version: 1, simulated: false },
  })
})

test('the bytes are for nobody else', async () => {
  await built(steward, { name: 'guarded' })
  const { url = '' } = await made({ name: 'guarded' })
  const get = (headers: Record<string, string>) => fetch(`${api.url}${url}`, { headers })
  expect((await get({})).status).toBe(401)
  expect((await get(bearer('ak_'.padEnd(46, 'x')))).status).toBe(401)
  expect((await get(bearer(api.keys.service))).status).toBe(403)
  expect((await get(bearer(api.keys.auditor))).status).toBe(403)
  for (const role of ['reviewer', 'admin', 'appeals-specialist']) {
    const { cookie } = await api.login(role)
    const response = await get({ cookie })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'FORBIDDEN' })
  }
})

test.each([
  ['reviewer', build, { name: 'no' }],
  ['admin', build, { name: 'no' }],
  ['auditor', make, { name: 'no' }],
])('%s may not', async (role, mutation, input) => {
  const answer = await api.ask(await api.login(role), mutation, { input })
  const [result] = Object.values(answer.data ?? {})
  expect(result).toMatchObject({ __typename: 'Refusal', code: 'FORBIDDEN' })
})

test('refusals are members of the result, readable', async () => {
  const hint = await built(steward, { name: 'none', policies: ['nobody'] })
  expect(hint).toMatchObject({ __typename: 'Refusal', code: 'NOTHING_SELECTED' })
  const wrong = await built(steward, { name: '../x' })
  expect(wrong).toMatchObject({ __typename: 'Refusal', code: 'NAME_INVALID' })
  expect(await made({ name: 'nobody-made-this' })).toMatchObject({ code: 'DATASET_UNKNOWN' })
})

// Last, since it erases what the others read.
test('an export nobody made is not found, and one whose words were erased is gone', async () => {
  const { cookie } = steward
  for (const id of ['019a0000-0000-7000-8000-000000000000', '..%2f..%2fsecrets', '%00']) {
    const response = await fetch(`${api.url}/exports/${id}`, { headers: { cookie } })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'EXPORT_UNKNOWN' })
  }
  await built(steward, { name: 'short-lived' })
  const { url = '' } = await made({ name: 'short-lived' })
  await api.database.transaction(async (tx) => {
    await tx.query('SET LOCAL ROLE assize_eraser')
    await tx.query('DELETE FROM payload_content_item')
  })
  const response = await fetch(`${api.url}${url}`, { headers: { cookie } })
  expect(response.status).toBe(410)
  expect(await response.json()).toMatchObject({ code: 'EXPORT_CHANGED' })
})
