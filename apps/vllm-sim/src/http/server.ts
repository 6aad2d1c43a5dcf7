import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { Engine } from '../engine.js'
import { Metrics } from '../metrics.js'
import type { SimulatorOptions } from '../options.js'
import type { ReplayLibrary } from '../replay/replay-library.js'
import { Slots } from '../slots.js'
import { chatRoute } from './chat-route.js'
import { statusRoutes } from './status-routes.js'
import { VllmError } from './vllm-error.js'

const bodyLimitBytes = 32 * 1024 * 1024

/** The server, not yet listening. Every reply carries the header that says what it is. */
export function buildServer(
  options: SimulatorOptions,
  library: ReplayLibrary | null,
): FastifyInstance {
  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true })
  const parts = {
    options,
    engine: new Engine(options, library),
    slots: new Slots(options.maxConcurrency),
    metrics: new Metrics(),
  }
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-assize-simulated', 'true')
    const open = !request.url.startsWith('/v1/') || options.apiKey === null
    if (!open && request.headers.authorization !== `Bearer ${options.apiKey}`)
      await reply.code(401).send({ error: 'Unauthorized' })
  })
  app.setErrorHandler<FastifyError | VllmError>(async (error, _request, reply) => {
    const refusal = error instanceof VllmError ? error : refusalFor(error)
    await reply.code(refusal.status).send(refusal.body)
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not Found' }))
  chatRoute(app, parts)
  statusRoutes(app, parts)
  return app
}

/** What the framework refuses, such as a body that is no JSON, keeps its status. */
function refusalFor({ statusCode = 500, message }: FastifyError): VllmError {
  return statusCode >= 400 && statusCode < 500
    ? new VllmError(statusCode, 'BadRequestError', message)
    : new VllmError(500, 'InternalServerError', message)
}
