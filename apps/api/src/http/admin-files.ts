import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerUnknownPath } from './http-errors.js'

export const builtAdmin = fileURLToPath(new URL('../../../admin/build', import.meta.url))

/** First segments that are never a page of the admin. */
const notPages = new Set(
  ['graphql', 'auth', 'git', 'log', 'healthz', 'readyz', 'metrics', 'v1', 'assets'].concat([
    'imports',
    'dossiers',
    'datasets.export',
  ]),
)

/** Stands in the built page where a response's own nonce goes, for the styles made while the page runs. */
const nonceMark = '__CSP_NONCE__'

/**
 * The built admin: files with a digest in their name for ever, the page itself never cached and given for every path
 * that could be one of its screens, so that a deep link opens.
 */
export async function serveAdmin(app: FastifyInstance, directory = builtAdmin): Promise<void> {
  if (existsSync(directory))
    await app.register(fastifyStatic, {
      root: directory,
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
      setHeaders: (response, path) => {
        const isNamedByDigest = path.includes('/assets/')
        const age = isNamedByDigest ? 'public, max-age=31536000, immutable' : 'no-cache'
        response.header('cache-control', age)
      },
    })
  const page = pageIn(directory)
  app.get('/', page)
  app.setNotFoundHandler((request, reply) =>
    isPage(request) ? page(request, reply) : answerUnknownPath(request, reply),
  )
}

function pageIn(directory: string) {
  const path = join(directory, 'index.html')
  const html = existsSync(path) ? readFileSync(path, 'utf8') : null
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (html === null) return answerUnknownPath(request, reply)
    const nonce = html.includes(nonceMark) ? randomBytes(16).toString('base64') : null
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(nonce ? html.replaceAll(nonceMark, nonce) : html)
  }
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const segments = (url.split('?')[0] ?? '/').slice(1).split('/')
  if (notPages.has(segments[0] ?? '')) return false
  const asksForHtml = headers.accept?.includes('text/html') ?? false
  return asksForHtml || !(segments.at(-1) ?? '').includes('.')
}

/** Scripts only from here and never inline; without a nonce in the page its styles are let in by kind. */
function pagePolicy(nonce: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${nonce ? `'nonce-${nonce}'` : "'unsafe-inline'"}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    // Dossiers, in a frame that runs nothing.
    "frame-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
