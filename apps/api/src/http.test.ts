import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RunningApi } from './fixtures/running-api.js'

const directory = mkdtempSync(join(tmpdir(), 'assize-admin-'))
const script = 'console.log("a script long enough to be worth compressing")'
let api: RunningApi

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'))
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>Assize</title>',
  )
  writeFileSync(join(directory, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(directory, 'assets', 'index-1a2b.js'), script)
  writeFileSync(join(directory, 'assets', 'index-1a2b.js.gz'), gzipSync(script))
  api = await RunningApi.start({}, { adminDirectory: directory })
})
afterAll(async () => {
  await api.close()
  rmSync(directory, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers })

describe('the admin', () => {
  test.each(['/', '/verdicts', '/verdicts/0195-ab/show?tab=trace', '/policies/spam/versions'])(
    'opens at %s',
    async (path) => {
      const response = await get(path, { accept: 'text/html' })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.text()).toContain('<title>Assize</title>')
    },
  )

  test('runs no inline script, and only styles that carry the response’s own nonce', async () => {
    const [one, other] = await Promise.all([get('/'), get('/')])
    const policy = one.headers.get('content-security-policy') ?? ''
    const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    expect(await one.text()).toContain(`nonce="${nonce}"`)
    expect(other.headers.get('content-security-policy')).not.toBe(policy)
  })

  test('keeps files named by digest for ever, and comes compressed', async () => {
    const response = await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip' })
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('content-type')).toContain('javascript')
    expect(await response.text()).toBe(script)
  })

  test('has files outside the assets, asked again each time', async () => {
    const response = await get('/mark.svg')
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  test.each([
    '/assets/gone.js',
    '/favicon.ico',
    '/auth/nothing',
    '/log/checkpoint',
    '/..%2f..%2fpackage.json',
    '/assets/..%2findex.html',
  ])('does not answer for %s', async (path) => {
    const response = await get(path)
    expect([400, 403, 404]).toContain(response.status)
    expect(response.headers.get('content-type')).toContain('application/json')
  })
})

test('an unknown path is refused with a request id that can be given', async () => {
  const response = await api.post('/nothing', {}, { 'x-request-id': 'trace-12345678' })
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    code: 'PATH_UNKNOWN',
    message: 'expected a path this server knows',
    requestId: 'trace-12345678',
  })
})

test('a request id that could break a log line is replaced', async () => {
  const response = await get('/healthz', { 'x-request-id': 'a "b" {c}' })
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test.each(['/healthz', '/graphql', '/', '/nothing.txt'])(
  'every response carries security headers: %s',
  async (path) => {
    const { headers } = await get(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
  },
)

describe('operators', () => {
  test('see that it lives and is ready', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
    const ready = await get('/readyz')
    expect(await ready.json()).toEqual({ status: 'ready' })
    expect(ready.status).toBe(200)
  })

  test('see its numbers', async () => {
    await get('/healthz')
    const text = await (await get('/metrics')).text()
    expect(text).toMatch(/assize_http_request_seconds_count\{.*route="\/healthz".*\} \d+/)
    expect(text).toContain('process_resident_memory_bytes')
  })
})
