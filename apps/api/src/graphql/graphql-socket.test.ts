import { EventEmitter, on } from 'node:events'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { IdentityError, type Principal } from '@assize/identity'
import type { Authenticator, CallerHeaders } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { Logger } from '@nestjs/common'
import { fastify, type FastifyInstance } from 'fastify'
import {
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldConfig,
} from 'graphql'
import { createClient, type Client } from 'graphql-ws'
import WebSocket from 'ws'
import { socketOptions } from './graphql-socket.js'
import { validationRules } from './limits.js'
import { serveSocket } from './serve-socket.js'

const ada: Principal = { kind: 'person', id: 'p', name: 'Ada', roles: ['auditor'], scopes: null }

/** Knows one cookie and one key, until told that they are gone. */
class OneCaller {
  gone = false
  identify({ authorization, cookie }: CallerHeaders) {
    if (authorization !== undefined && authorization !== 'Bearer good')
      return Promise.reject(new IdentityError('KEY_REFUSED', 'expected a valid API key'))
    const known = authorization === 'Bearer good' || cookie === 'assize_session=good'
    return Promise.resolve(known && !this.gone ? { principal: ada, session: null } : null)
  }
}

const bus = new EventEmitter()
const seen: GraphqlContext[] = []
const heard: GraphQLFieldConfig<unknown, GraphqlContext> = {
  type: new GraphQLNonNull(GraphQLString),
  subscribe: async function* (_root, _args, { signal }) {
    for await (const [text] of on(bus, 'said', signal ? { signal } : {})) yield text as string
  },
  resolve: (text, _args, context) => {
    seen.push(context)
    if (text === 'bug') throw new Error('row 7 says hello@example.org')
    return `${(context.principal as Principal).name} heard ${text as string}`
  },
}
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { x: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({ name: 'Subscription', fields: { heard } }),
})

let app: FastifyInstance
let caller: OneCaller
let clients: Client[]
beforeEach(async () => {
  caller = new OneCaller()
  clients = []
  seen.length = 0
  app = fastify({ forceCloseConnections: true })
  const authenticator = () => caller as unknown as Authenticator
  const rules = validationRules({ introspection: false })
  serveSocket(
    app,
    socketOptions(() => schema, authenticator, rules, { recheckMs: 50 }),
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  for (const client of clients) await client.dispose()
  await app.close()
  bus.removeAllListeners()
})

interface Headers {
  readonly cookie?: string
  readonly origin?: string
}

function connect(headers: Headers, connectionParams?: Record<string, unknown>): Client {
  const { port } = app.server.address() as { port: number }
  class WithHeaders extends (WebSocket as unknown as new (...args: unknown[]) => object) {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers })
    }
  }
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: WithHeaders,
    retryAttempts: 0,
    ...(connectionParams ? { connectionParams } : {}),
  })
  clients.push(client)
  return client
}

const listening = async (count = 1): Promise<void> => {
  while (bus.listenerCount('said') < count) await new Promise((done) => setTimeout(done, 5))
}
const silence = async (): Promise<void> => {
  while (bus.listenerCount('said') > 0) await new Promise((done) => setTimeout(done, 5))
}

async function hear(client: Client, ...said: string[]): Promise<unknown[]> {
  const results = client.iterate({ query: 'subscription { heard }' })
  const answers = []
  for (const text of said) {
    const next = results.next()
    await listening()
    bus.emit('said', text)
    answers.push((await next).value as unknown)
  }
  await results.return?.()
  return answers
}

const refusal = (client: Client, query = 'subscription { heard }'): Promise<unknown> =>
  client
    .iterate({ query })
    .next()
    .then(
      (result) => result,
      (error: unknown) => error,
    )

test('a page with a session hears events as its person', async () => {
  const answers = await hear(connect({ cookie: 'assize_session=good' }), 'one', 'two')
  expect(answers).toEqual([
    { data: { heard: 'Ada heard one' } },
    { data: { heard: 'Ada heard two' } },
  ])
})

test.each(['authorization', 'Authorization'])('a program says who it is by %s', async (name) => {
  const answers = await hear(connect({}, { [name]: 'Bearer good' }), 'one')
  expect(answers).toEqual([{ data: { heard: 'Ada heard one' } }])
})

test.each([
  ['nobody', {}, undefined],
  ['a dead cookie', { cookie: 'assize_session=dead' }, undefined],
  [
    'a bad key beside a good cookie',
    { cookie: 'assize_session=good' },
    { authorization: 'Bearer bad' },
  ],
])('%s is sent away', async (_, headers, params) => {
  expect(await refusal(connect(headers, params))).toMatchObject({ code: 4401 })
})

test('a page of another site never gets a socket', async () => {
  const client = connect({ cookie: 'assize_session=good', origin: 'https://evil.example' })
  expect(await refusal(client)).toMatchObject({
    message: expect.stringContaining('403') as unknown,
  })
})

test('each event is answered with loaders of its own', async () => {
  await hear(connect({ cookie: 'assize_session=good' }), 'one', 'two')
  expect(seen).toHaveLength(2)
  expect(seen[0]?.loaders).not.toBe(seen[1]?.loaders)
})

test('ending a subscription ends its source, though no event comes', async () => {
  const results = connect({ cookie: 'assize_session=good' }).iterate({
    query: 'subscription { heard }',
  })
  void results.next()
  await listening()
  await results.return?.()
  await silence()
})

test('closing the socket ends its sources', async () => {
  const client = connect({ cookie: 'assize_session=good' })
  void client
    .iterate({ query: 'subscription { heard }' })
    .next()
    .catch(() => undefined)
  await listening()
  await client.dispose()
  await silence()
})

test('who is logged out meanwhile hears nothing more', async () => {
  const client = connect({ cookie: 'assize_session=good' })
  const waiting = refusal(client)
  await listening()
  caller.gone = true
  expect(await waiting).toMatchObject({ code: 4401 })
  await silence()
})

test.each([
  ['a query', '{ x }', 'TRANSPORT_REFUSED'],
  ['an unknown field', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a syntax error', 'subscription {', 'GRAPHQL_VALIDATION_FAILED'],
  ['the schema', 'subscription { __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
])('%s is refused by code', async (_, query, code) => {
  const errors = await refusal(connect({ cookie: 'assize_session=good' }), query)
  expect((errors as readonly unknown[])[0]).toMatchObject({ extensions: { code } })
})

test('a bug is masked and the subscription goes on', async () => {
  Logger.overrideLogger(false)
  const answers = await hear(connect({ cookie: 'assize_session=good' }), 'bug', 'one')
  expect(answers[0]).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] })
  expect(JSON.stringify(answers)).not.toContain('hello@example.org')
  expect(answers[1]).toEqual({ data: { heard: 'Ada heard one' } })
})

test('the server says goodbye when it stops', async () => {
  const waiting = refusal(connect({ cookie: 'assize_session=good' }))
  await listening()
  await app.close()
  expect(await waiting).toMatchObject({ code: 1001 })
})
