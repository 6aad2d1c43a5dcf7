import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RunningApi, type GraphqlAnswer, type LoggedIn } from './fixtures/running-api.js'

let api: RunningApi
let admin: LoggedIn
beforeAll(async () => {
  api = await RunningApi.start()
  admin = await api.login('admin')
})
afterAll(() => api.close())

const json = { 'content-type': 'application/json' }

async function refusal(body: unknown, headers: Record<string, string> = {}) {
  const response = await api.post('/graphql', body, headers)
  const { data, errors } = (await response.json()) as GraphqlAnswer
  expect(data ?? null).toBeNull()
  expect(errors?.[0]?.extensions?.['requestId']).toBe(response.headers.get('x-request-id'))
  return { status: response.status, code: errors?.[0]?.extensions?.['code'], errors }
}

const nested = (depth: number): string =>
  depth === 0 ? '__typename' : `verdicts { edges { node { contentItem { ${nested2(depth)} } } } }`
const nested2 = (depth: number): string =>
  depth === 0 ? 'id' : `verdicts { contentItem { ${nested2(depth - 1)} } }`

describe('a request', () => {
  test.each([
    ['that is not JSON', '{', 'BODY_INVALID'],
    ['that is empty', '', 'BODY_INVALID'],
    ['without a query', {}, 'QUERY_MISSING'],
    ['whose query is a number', { query: 1 }, 'QUERY_MISSING'],
    ['that is null', 'null', 'QUERY_MISSING'],
    ['that is a batch', [{ query: '{ me { id } }' }], 'BATCH_REFUSED'],
    ['with variables in a list', { query: '{ me { id } }', variables: [] }, 'VARIABLES_INVALID'],
    ['with a syntax error', { query: '{ me {' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with an unknown operation',
      { query: 'query A { me { id } }', operationName: 'B' },
      'OPERATION_UNKNOWN',
    ],
    ['that poisons prototypes', '{"query":"{ me { id } }","__proto__":{"x":1}}', 'BODY_INVALID'],
    ['with a subscription', { query: 'subscription { x }' }, 'TRANSPORT_REFUSED'],
    ['with too long a query', { query: `{ me { id } } #${'x'.repeat(70_000)}` }, 'QUERY_TOO_LONG'],
    [
      'with too many tokens',
      { query: `{ ${'me { id } '.repeat(2000)} }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s is refused by code', async (_, body, code) => {
    expect(await refusal(body)).toMatchObject({ code, status: 400 })
  })

  test('in bytes that are not UTF-8 is refused, not repaired', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ me { id } } #'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ])
    const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: json, body })
    expect(response.status).toBe(400)
    expect(JSON.stringify(await response.json())).toContain('BODY_NOT_UTF8')
  })

  test('in another content type is refused, so that no form can send one', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      expect(await refusal('query=mutation', { 'content-type': type })).toMatchObject({
        code: 'BODY_TYPE_REFUSED',
        status: 415,
      })
    }
  })

  test('of more than 32 MB is refused by code', async () => {
    const body = JSON.stringify({
      query: '{ me { id } }',
      variables: { x: 'x'.repeat(33 * 2 ** 20) },
    })
    expect(await refusal(body)).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 })
  })

  test('of 20 MB of variables is read', async () => {
    const body = { query: '{ me { id } }', variables: { x: 'x'.repeat(20 * 2 ** 20) } }
    expect((await api.post('/graphql', body)).status).toBe(200)
  })

  test('by GET never acts', async () => {
    const query = encodeURIComponent('{ me { id } }')
    const response = await fetch(`${api.url}/graphql?query=${query}`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })
})

describe('a query', () => {
  test('may not ask for the schema', async () => {
    expect(await refusal({ query: '{ __schema { types { name } } }' })).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      status: 400,
    })
    expect(await refusal({ query: '{ __type(name: "Me") { name } }' })).toMatchObject({
      status: 400,
    })
  })

  test('too deep is refused before anything runs', async () => {
    expect(await refusal({ query: `{ ${nested(6)} }` })).toMatchObject({ code: 'QUERY_TOO_DEEP' })
  })

  test('cannot hide its depth in fragments', async () => {
    const fragments = Array.from(
      { length: 8 },
      (_, i) =>
        `fragment F${i} on ContentItem { verdicts { contentItem { ${i === 7 ? 'id' : `...F${i + 1}`} } } }`,
    )
    const query = `{ verdicts { edges { node { contentItem { ...F0 } } } } } ${fragments.join(' ')}`
    expect(await refusal({ query })).toMatchObject({ code: 'QUERY_TOO_DEEP' })
  })

  test('too costly is refused, with the page size from variables too', async () => {
    const query = `query ($n: Int) { verdicts(first: $n) { edges { node { ${Array.from(
      { length: 60 },
      (_, i) => `a${i}: contentItem { verdicts { id policy } }`,
    ).join(' ')} } } } }`
    expect(await refusal({ query, variables: { n: 200 } })).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      status: 400,
    })
  })

  test('with a wrong variable is told so', async () => {
    const query = 'query ($n: Int) { verdicts(first: $n) { pageInfo { hasNextPage } } }'
    for (let i = 0; i < 3; i++) {
      const { errors } = await api.ask(admin, query, { n: 'many' })
      expect(errors?.[0]?.message).toContain('$n')
      expect(errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED')
    }
  })

  test('of a document with several is answered for the one named, every time', async () => {
    const query = 'query A { me { id } } query B { me { name } }'
    for (const [operationName, field] of [
      ['A', 'id'],
      ['A', 'id'],
      ['A', 'id'],
      ['B', 'name'],
      ['B', 'name'],
    ]) {
      const response = await api.post(
        '/graphql',
        { query, operationName },
        { cookie: admin.cookie },
      )
      const { data } = (await response.json()) as GraphqlAnswer
      expect(Object.keys(data?.['me'] as object)).toEqual([field])
    }
  })

  test('is answered alike compiled and not', async () => {
    const query = '{ me { kind roles } people { email } }'
    const answers = []
    for (let i = 0; i < 4; i++) answers.push(await api.ask(admin, query))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })
})

test('a mutation hidden behind a query of the same document still needs the token', async () => {
  const query = `query A { me { id } } mutation B { revokeApiKey(id: "x") { ... on Refusal { code } } }`
  const { cookie } = admin
  expect(await refusal({ query, operationName: 'B' }, { cookie })).toMatchObject({
    code: 'CSRF_REFUSED',
    status: 403,
  })
})

test('the schema may be asked for where that is allowed', async () => {
  const open = await RunningApi.start({ ASSIZE_INTROSPECTION: 'on' })
  try {
    const { data } = await open.ask({}, '{ __schema { queryType { name } } }')
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } })
  } finally {
    await open.close()
  }
})
