import { Readable } from 'node:stream'
import { request, type Agent, type RequestInit } from 'undici'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * What the SDK wants of `fetch`, over undici's plain request: half the cost of a call, as the web
 * streams of a real fetch are then made for streamed replies alone. Redirects are not followed, so a
 * key never travels further than the address it was configured for.
 */
export const requestFetch =
  (agent: Agent): Fetch =>
  async (url, init = {}) => {
    const { statusCode, headers, body } = await request(url, {
      method: (init.method ?? 'GET') as 'GET' | 'POST',
      headers: Object.fromEntries(new Headers(init.headers as Headers)),
      body: init.body as string | null,
      signal: init.signal ?? null,
      dispatcher: agent,
    })
    const isStream = String(headers['content-type']).includes('text/event-stream')
    const words = isStream ? (Readable.toWeb(body) as ReadableStream) : await body.text()
    return new Response(words === '' ? null : words, {
      status: statusCode,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      ),
    })
  }
