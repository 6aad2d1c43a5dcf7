import { afterEach, describe, expect, test } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import { plainOptions, type SimulatorOptions } from '../options.js'
import { wordPolicy } from '../policy/sample-policies.js'
import { buildServer } from './server.js'

const open: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()))
})

function serve(options: Partial<SimulatorOptions> = {}): FastifyInstance {
  const app = buildServer({ ...plainOptions, ...options }, null)
  open.push(app)
  return app
}

const [model] = plainOptions.models
const body = (more: object = {}): object => ({
  model,
  messages: [
    { role: 'system', content: wordPolicy },
    { role: 'user', content: 'Who sells a ladder?' },
  ],
  ...more,
})

const ask = (app: FastifyInstance, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/v1/chat/completions', payload, headers })

interface Completion {
  id: string
  system_fingerprint: string
  choices: { message: Record<string, string | null>; finish_reason: string }[]
  usage: {
    prompt_tokens: number
    completion_tokens: number
    prompt_tokens_details: { cached_tokens: number }
  }
}

test('every answer says that it is simulated', async () => {
  const app = serve()
  const replies = await Promise.all([
    ...['/health', '/version', '/v1/models', '/metrics', '/load', '/nowhere'].map((url) =>
      app.inject({ url }),
    ),
    ask(app, body()),
    ask(app, {}),
  ])
  for (const reply of replies) expect(reply.headers['x-assize-simulated']).toBe('true')
  const [, version, models] = replies
  expect(version?.json()).toEqual({ version: expect.stringMatching(/^simulated-/) })
  expect(models?.json()).toMatchObject({
    data: [{ id: model, owned_by: 'simulated', simulated: true, max_model_len: 131_072 }],
  })
  const completion = replies[6]?.json<Completion>()
  expect(completion?.system_fingerprint).toMatch(/^simulated-generate/)
})

test('the id carries the request id, and the trace its field', async () => {
  const app = serve({ reasoningField: 'reasoning_content' })
  const completion = (await ask(app, body(), { 'x-request-id': 'abc' })).json<Completion>()
  expect(completion.id).toBe('chatcmpl-abc')
  expect(completion.choices[0]?.message['reasoning_content']).toMatch(/^\w/)
  const without = (await ask(app, body({ include_reasoning: false }))).json<Completion>()
  expect(without.choices[0]?.message).not.toHaveProperty('reasoning_content')
})

test('the second call with the same policy and effort reuses the policy', async () => {
  const app = serve()
  const cached = async (more: object): Promise<number> =>
    (await ask(app, body(more))).json<Completion>().usage.prompt_tokens_details.cached_tokens
  expect(await cached({})).toBe(0)
  const again = await cached({})
  expect(again).toBeGreaterThan(0)
  expect(again % 16).toBe(0)
  expect(await cached({ reasoning_effort: 'high' })).toBe(0)
})

test('an output limit cuts the trace before the answer', async () => {
  const completion = (await ask(serve(), body({ max_completion_tokens: 10 }))).json<Completion>()
  expect(completion.choices[0]).toMatchObject({
    finish_reason: 'length',
    message: { content: null },
  })
  expect(completion.usage.completion_tokens).toBe(10)
})

describe('a refusal in vLLM’s shape', () => {
  test.each([
    [body({ model: 'other' }), 404, 'NotFoundError'],
    [body({ messages: [] }), 400, 'BadRequestError'],
    [body({ messages: [{ role: 'user', content: 5 }] }), 400, 'BadRequestError'],
    [body({ reasoning_effort: 'extreme' }), 400, 'BadRequestError'],
    [body({ max_tokens: 0 }), 400, 'BadRequestError'],
    [{ messages: [] }, 400, 'BadRequestError'],
  ])('%#', async (payload, status, type) => {
    const reply = await ask(serve(), payload)
    expect(reply.statusCode).toBe(status)
    expect(reply.json()).toEqual({
      error: { message: expect.any(String), type, param: expect.any(String), code: status },
    })
  })

  test('a prompt beyond the context', async () => {
    const reply = await ask(serve({ maxModelLen: 200 }), body())
    expect(reply.statusCode).toBe(400)
    expect(reply.body).toContain('maximum context length is 200 tokens')
  })

  test('a missing key, though health stays open', async () => {
    const app = serve({ apiKey: 'right' })
    expect((await ask(app, body())).statusCode).toBe(401)
    expect((await ask(app, body(), { authorization: 'Bearer right' })).statusCode).toBe(200)
    expect((await app.inject({ url: '/health' })).statusCode).toBe(200)
  })
})

test('calls beyond the limit wait, are counted, and a caller who leaves frees the place', async () => {
  const app = serve({ maxConcurrency: 1, faults: { silence: 1 } })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const leaving = new AbortController()
  const call = (): Promise<unknown> =>
    fetch(`${address}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body()),
      signal: leaving.signal,
    }).catch(() => null)
  const calls = [call(), call(), call()]
  const gauges = async (): Promise<string> => (await app.inject({ url: '/metrics' })).body
  await eventually(async () => {
    expect(await gauges()).toMatch(/num_requests_running\{[^}]*\} 1\n/)
    expect(await gauges()).toMatch(/num_requests_waiting\{[^}]*\} 2\n/)
  })
  expect((await app.inject({ url: '/load' })).json()).toEqual({ server_load: 3 })
  leaving.abort()
  await Promise.all(calls)
  await eventually(async () => {
    expect((await app.inject({ url: '/load' })).json()).toEqual({ server_load: 0 })
  })
})

test('a stream ends with usage and the closing mark', async () => {
  const reply = await ask(serve(), body({ stream: true, stream_options: { include_usage: true } }))
  expect(reply.headers['content-type']).toContain('text/event-stream')
  expect(reply.headers['x-assize-simulated']).toBe('true')
  const data = reply.body.split('\n\n').map((event) => event.replace(/^data: /, ''))
  expect(data.slice(-2)).toEqual(['[DONE]', ''])
  expect(JSON.parse(data.at(-3) ?? '')).toMatchObject({
    choices: [],
    usage: { prompt_tokens: expect.any(Number) },
  })
})

async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return await check()
    } catch (error) {
      if (tries > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
}
