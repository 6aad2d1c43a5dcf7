import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent } from 'undici'
import { requestFetch } from './request-fetch.js'

const answers: Record<string, RequestListener> = {
  '/echo': (request, response) => {
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    request.pipe(response)
  },
  '/empty': (_, response) => response.writeHead(204).end(),
  '/elsewhere': (_, response) => response.writeHead(307, { location: '/echo' }).end(),
  '/stream': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n')
  },
}
const server = createServer((request, response) => answers[request.url ?? '']?.(request, response))
const agent = new Agent()
const fetch = requestFetch(agent)
const at = (path: string): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  await agent.destroy()
  server.closeAllConnections()
  server.close()
})

test('words come back as they are, with every header', async () => {
  const response = await fetch(at('/echo'), { method: 'POST', body: 'Grüße' })
  expect(await response.text()).toBe('Grüße')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

test('an answer without words is an answer', async () => {
  const response = await fetch(at('/empty'))
  expect([response.status, await response.text()]).toEqual([204, ''])
})

test('a redirect is not followed', async () => {
  const response = await fetch(at('/elsewhere'), { method: 'POST', body: 'x' })
  expect([response.status, response.headers.get('location')]).toEqual([307, '/echo'])
})

test('a stream is read as it comes and ends with its signal', async () => {
  const leave = new AbortController()
  const response = await fetch(at('/stream'), { signal: leave.signal })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: one\n\n')
  leave.abort()
  await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' })
})
