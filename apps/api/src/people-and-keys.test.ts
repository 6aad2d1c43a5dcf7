import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { permissions } from '@assize/identity'
import { bearer, RunningApi, type LoggedIn } from './fixtures/running-api.js'

let api: RunningApi
let admin: LoggedIn
let reviewer: LoggedIn
beforeAll(async () => {
  api = await RunningApi.start()
  admin = await api.login('admin')
  reviewer = await api.login('reviewer')
})
afterAll(() => api.close())

const me = '{ me { kind name email roles permissions } }'
const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  ... on CreatedApiKey { secret key { id prefix owner role scopes } }
  ... on Refusal { code message requestId facts } } }`
const revoke = `mutation ($id: ID!) { revokeApiKey(id: $id) {
  ... on ApiKey { id revokedAt } ... on Refusal { code } } }`

interface Created {
  createApiKey: { secret: string; code?: string; key: { id: string; prefix: string; role: string } }
}
async function createKey(by: LoggedIn, input: object): Promise<Created['createApiKey']> {
  return ((await api.ask(by, create, { input })).data as unknown as Created).createApiKey
}

describe('a person', () => {
  test('logs in and is known by a cookie no script can read', async () => {
    const response = await api.tryLogin(' Reviewer@assize.example', 'correct horse battery')
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toMatch(
      /^assize_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
    expect(response.headers.get('x-csrf-token')).toMatch(/^[\w-]{43}$/)
    expect((await api.ask(reviewer, me)).data?.['me']).toMatchObject({
      kind: 'person',
      email: 'reviewer@assize.example',
      roles: ['REVIEWER'],
    })
  })

  test('has a secure cookie where the browser speaks HTTPS', async () => {
    const { host } = new URL(api.url)
    const response = await api.tryLogin('reviewer@assize.example', 'correct horse battery', {
      origin: `https://${host}`,
    })
    expect(response.headers.get('set-cookie')).toContain('; Secure')
  })

  test('reads the session, and the token to echo, until logging out', async () => {
    const { cookie, csrf } = await api.login('auditor')
    const session = await fetch(`${api.url}/auth/session`, { headers: { cookie } })
    expect(session.status).toBe(200)
    expect(session.headers.get('cache-control')).toBe('no-store')
    expect(await session.json()).toMatchObject({
      csrfToken: csrf,
      person: { email: 'auditor@assize.example', roles: ['auditor'] },
    })
    expect((await api.post('/auth/logout', {}, { cookie })).status).toBe(403)
    const logout = await api.post('/auth/logout', {}, { cookie, 'x-csrf-token': csrf })
    expect(logout.status).toBe(204)
    expect(logout.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await fetch(`${api.url}/auth/session`, { headers: { cookie } })).status).toBe(401)
    expect((await api.ask({ cookie }, me)).data?.['me']).toBeNull()
  })

  test('is unknown after the session has expired', async () => {
    const { cookie } = await api.login('data-steward')
    await api.database.query(
      `UPDATE session SET expires_at = now() - interval '1 s' FROM person p
       WHERE p.id = person_id AND p.email = 'data-steward@assize.example'`,
    )
    expect((await api.ask({ cookie }, me)).data?.['me']).toBeNull()
  })
})

describe('a login', () => {
  test.each([
    ['a wrong password', 'reviewer@assize.example', 'wrong'],
    ['an unknown address', 'nobody@assize.example', 'correct horse battery'],
    ['bytes no address has', 'a\u0000b@assize.example', 'correct horse battery'],
    ['an object', { $ne: '' }, 'correct horse battery'],
  ])('with %s is refused in the same words', async (_, email, password) => {
    const response = await api.post('/auth/login', { email, password })
    expect(response.status).toBe(401)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'CREDENTIALS_REFUSED' })
  })

  test('from a page of another site is refused', async () => {
    const response = await api.tryLogin('reviewer@assize.example', 'correct horse battery', {
      origin: 'https://evil.example',
    })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
  })

  test('is slowed for an account after ten failures, with the right password too', async () => {
    const email = 'policy-author@assize.example'
    for (let i = 0; i < 10; i++) expect((await api.tryLogin(email, 'wrong')).status).toBe(401)
    const response = await api.tryLogin(email, 'correct horse battery')
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })
})

describe('a mutation', () => {
  test('by cookie needs the token echoed', async () => {
    for (const token of ['', 'x'.repeat(43)]) {
      const headers = { cookie: reviewer.cookie, 'x-csrf-token': token }
      const body = { query: create, variables: { input: { name: 'forged' } } }
      const response = await api.post('/graphql', body, headers)
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'CSRF_REFUSED' } }],
      })
    }
    expect(await api.database.query(`SELECT FROM api_key WHERE name = 'forged'`)).toEqual([])
  })

  test('by nobody is an error, not a refusal', async () => {
    const { data, errors } = await api.ask({}, create, { input: { name: 'x' } })
    expect(data).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test('by the wrong role is a refusal in its result', async () => {
    const { data, errors } = await api.ask(bearer(api.keys.service), create, {
      input: { name: 'x' },
    })
    expect(errors).toBeUndefined()
    expect(data?.['createApiKey']).toMatchObject({
      code: 'FORBIDDEN',
      requestId: expect.any(String) as unknown,
      facts: { permissions: ['key:manage', 'service-key:manage'] },
    })
  })
})

test('a query by the wrong role is an error with its code', async () => {
  const { errors } = await api.ask(reviewer, '{ people { email } }')
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  expect((await api.ask(admin, '{ people { email roles } }')).data?.['people']).toHaveLength(8)
})

describe('an API key', () => {
  test('of one’s own is shown once, kept as a digest, and acts as its owner', async () => {
    const { secret, key } = await createKey(reviewer, { name: 'mine' })
    expect(secret).toMatch(/^ak_[\w-]{43}$/)
    expect(secret.startsWith(key.prefix)).toBe(true)
    const answer = await api.ask(bearer(secret), me)
    expect(answer.data?.['me']).toMatchObject({ kind: 'person', roles: ['REVIEWER'] })
    const rows = await api.database.query('SELECT to_jsonb(k)::text AS row FROM api_key k')
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('is on the record with who made and revoked it', async () => {
    const { key, secret } = await createKey(reviewer, { name: 'short-lived' })
    const { data } = await api.ask(reviewer, revoke, { id: key.id })
    expect(data?.['revokeApiKey']).toMatchObject({ id: key.id })
    const events = await api.database.query(
      `SELECT kind, by_kind FROM record_key_event WHERE key_id = $1 ORDER BY id`,
      [key.id],
    )
    expect(events).toEqual([
      { kind: 'created', by_kind: 'person' },
      { kind: 'revoked', by_kind: 'person' },
    ])
    const response = await api.post('/graphql', { query: me }, bearer(secret))
    expect(response.status).toBe(401)
  })

  test('carries the scopes asked for and no more', async () => {
    const { secret } = await createKey(reviewer, { name: 'narrow', scopes: ['policy:read'] })
    const answer = await api.ask(bearer(secret), me)
    expect(answer.data?.['me']).toMatchObject({ permissions: ['policy:read'] })
    const wide = await createKey(reviewer, { name: 'wide', scopes: ['user:manage'] })
    expect(wide.code).toBe('SCOPE_REFUSED')
  })

  test('for a service account is made by administrators only', async () => {
    const made = await createKey(admin, { name: 'ingest', serviceAccount: 'forum' })
    expect(made.key).toMatchObject({ owner: 'forum', role: 'SERVICE' })
    const answer = await api.ask(bearer(made.secret), me)
    expect(answer.data?.['me']).toMatchObject({ kind: 'service', name: 'forum', email: null })
    const refused = await createKey(reviewer, { name: 'ingest-2', serviceAccount: 'forum' })
    expect(refused.code).toBe('FORBIDDEN')
  })

  test('of somebody else is out of reach, and seems not to exist', async () => {
    const { key } = await createKey(reviewer, { name: 'private' })
    expect((await api.ask(admin, revoke, { id: key.id })).data?.['revokeApiKey']).toEqual({
      code: 'KEY_UNKNOWN',
    })
    const listed = (await api.ask(admin, '{ apiKeys { name } }')).data?.['apiKeys']
    expect(JSON.stringify(listed)).not.toContain('private')
  })

  test.each([
    ['expired', `UPDATE api_key SET expires_at = now() - interval '1 s' WHERE prefix = $1`],
    ['revoked', `UPDATE api_key SET revoked_at = now(), expires_at = 'infinity' WHERE prefix = $1`],
  ])('that is %s is refused', async (_, statement) => {
    await api.database.query(statement, [api.keys.auditor.slice(0, 11)])
    const response = await api.post('/graphql', { query: me }, bearer(api.keys.auditor))
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'KEY_REFUSED' } }],
    })
  })

  test.each(['Bearer nonsense', 'Bearer', 'Basic YWJjOmRlZg==', `Bearer ak_${'x'.repeat(43)}`])(
    'presented as %p is refused, even beside a good cookie',
    async (authorization) => {
      const headers = { authorization, cookie: reviewer.cookie }
      expect((await api.post('/graphql', { query: me }, headers)).status).toBe(401)
    },
  )

  test('of the service account may what its role may', async () => {
    const answer = await api.ask(bearer(api.keys.service), me)
    const { permissions: held } = answer.data?.['me'] as { permissions: string[] }
    expect(held).toContain('verdict:ingest')
    expect(held).not.toContain('review:submit')
    expect(permissions).toEqual(expect.arrayContaining(held))
  })
})
