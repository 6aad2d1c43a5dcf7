import { afterAll, expect, jest, test } from '@jest/globals'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { anEndpoint } from '../fakes/an-endpoint.js'
import { RoughTokenCounter } from '../token-counter.js'
import { EnvironmentApiKeys } from './environment-api-keys.js'
import { HttpEndpointProbe } from './http-endpoint-probe.js'
import { OpenAiChatClient } from './openai-chat-client.js'

const keys = new EnvironmentApiKeys({})
const client = new OpenAiChatClient({ keys, tokens: new RoughTokenCounter() })
const probe = new HttpEndpointProbe(keys)
const servers: Server[] = []

afterAll(async () => {
  await Promise.all([client.close(), probe.close()])
  for (const server of servers) server.close()
})

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return anEndpoint({ baseUrl, kind: 'vllm', model: 'm' })
}

const request = {
  messages: [{ role: 'user' as const, content: 'what somebody wrote' }],
  effort: 'low' as const,
  requestId: 'r',
}
const ask = async (listener: RequestListener, stream: boolean) =>
  client.complete(await serve(listener), { ...request, stream }, new AbortController().signal)

test.each([false, true])('a reply without end is cut off (streamed: %p)', async (stream) => {
  const endless: RequestListener = (_, reply) => {
    reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' })
    const more = `data: ${JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(1 << 16) } }] })}\n\n`
    const pour = (): void => {
      while (reply.write(more));
    }
    reply.on('drain', pour)
    pour()
  }
  const result = await ask(endless, stream)
  expect(result).toMatchObject({ kind: 'failure', failure: { errorClass: 'transport' } })
})

test('no variable of the SDK writes what is sent and received to the log', async () => {
  process.env['OPENAI_LOG'] = 'debug'
  const said = (['debug', 'log', 'info', 'warn', 'error'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation(() => undefined),
  )
  try {
    const endpoint = await serve((_, reply) => reply.writeHead(500).end('{"error":"no"}'))
    const noisy = new OpenAiChatClient({ keys, tokens: new RoughTokenCounter() })
    await noisy.complete(endpoint, request, new AbortController().signal)
    await noisy.close()
    expect(said.flatMap((spy) => spy.mock.calls)).toEqual([])
  } finally {
    delete process.env['OPENAI_LOG']
    for (const spy of said) spy.mockRestore()
  }
})

test('a server is no worse for an extra that breaks', async () => {
  const endpoint = await serve(({ url }, reply) => {
    if (url === '/metrics') return void reply.destroy()
    if (url === '/version') return void reply.end('no JSON')
    reply.end(url === '/v1/models' ? '{"data":[{"id":"m"}]}' : '')
  })
  expect(await probe.probe(endpoint, new AbortController().signal)).toMatchObject({
    ...{ kind: 'answers', models: ['m'], serverVersion: null, running: null },
  })
})
