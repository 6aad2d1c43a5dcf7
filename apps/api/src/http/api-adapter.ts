import { randomUUID } from 'node:crypto'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { fastify, type FastifyInstance } from 'fastify'
import { answerError } from './http-errors.js'

const bodyLimitBytes = 32 * 1024 * 1024

/** Nest on our own Fastify. Failures are answered by us: Nest would answer them in forms of its own. */
export class ApiAdapter extends FastifyAdapter {
  /** Set below, before any route. */
  override setErrorHandler() {
    return this.getInstance()
  }

  /** Set with the admin's files, whose page answers unknown paths. */
  override setNotFoundHandler() {
    return this.getInstance()
  }
}

/** `trustedProxies` names those whose word about the caller's address is taken. */
export function createFastify(trustedProxies: readonly string[] = []): FastifyInstance {
  const instance = fastify({
    bodyLimit: bodyLimitBytes,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: ({ headers }) => givenId(headers['x-request-id']) ?? randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  })
  instance.setErrorHandler(answerError)
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  readJsonStrictly(instance)
  // Read by the room that serves git, within its own limits.
  instance.addContentTypeParser(/^application\/x-git-/, (_, payload, done) => done(null, payload))
  return instance
}

/** A proxy's id is kept when it is harmless in a log line. */
const givenId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.-]{8,64}$/.test(value) ? value : undefined

/** Bytes that are not UTF-8 are refused rather than replaced: what is judged must be what was sent. */
function readJsonStrictly(instance: FastifyInstance): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error')
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  instance.removeContentTypeParser(['application/json', 'text/plain'])
  instance.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      try {
        void parseJson(request, utf8.decode(body), done)
      } catch {
        const fault = Object.assign(new Error('expected UTF-8'), { code: 'BODY_NOT_UTF8' })
        done(Object.assign(fault, { statusCode: 400 }))
      }
    },
  )
}
