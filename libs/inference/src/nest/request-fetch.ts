import { Readable } from 'node:stream'
import { request, type Agent, type RequestInit } from 'undici'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * What the SDK wants of `fetch`, over undici's plain request: a third of the cost of a call, as the web
 * streams of a real fetch are then made for streamed replies alone. Redirects are not followed, so a
 * key never travels further than the address it was configured for.
 */
export const requestFetch =
  (agent: Agent): Fetch =>
  async (url, init = {}) => {
    const { statusCode, headers, body } = await request(url, {
      method: (init.method ?? 'GET') as 'GET' | 'POST',
      headers: Object.fromEntries((init.headers ?? []) as Headers),
      body: init.body as string | null,
      signal: init.signal ?? null,
      dispatcher: agent,
    })
    const received = new Headers()
    for (const [name, value] of Object.entries(headers))
      for (const one of Array.isArray(value) ? value : [value ?? '']) received.append(name, one)
    if (received.get('content-type')?.includes('text/event-stream'))
      return new Response(Readable.toWeb(body) as ReadableStream, {
        status: statusCode,
        headers: received,
      })
    return whole(url, statusCode, received, await body.text())
  }

/** A reply that is here already: what the SDK and we ask of a response, without a stream behind it. */
const whole = (url: string, status: number, headers: Headers, words: string): Response =>
  ({
    url,
    status,
    ok: status >= 200 && status < 300,
    headers,
    body: null,
    text: () => Promise.resolve(words),
    json: () => Promise.resolve(words).then((text): unknown => JSON.parse(text)),
  }) as Response
