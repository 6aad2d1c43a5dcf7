import type { FastifyInstance } from 'fastify'
import type { Engine } from '../engine.js'
import type { Metrics } from '../metrics.js'
import { simulatedVersion, type SimulatorOptions } from '../options.js'
import type { Slots } from '../slots.js'

export interface StatusParts {
  readonly options: SimulatorOptions
  readonly engine: Engine
  readonly slots: Slots
  readonly metrics: Metrics
}

/** Health, version, load, metrics and the model list, in vLLM's shapes. */
export function statusRoutes(app: FastifyInstance, parts: StatusParts): void {
  const { options, engine, slots, metrics } = parts
  const created = Math.floor(Date.now() / 1000)

  app.get('/health', (_request, reply) => reply.code(200).send())
  app.get('/ping', (_request, reply) => reply.code(200).send())
  app.get('/version', () => ({ version: simulatedVersion }))
  app.get('/load', () => ({ server_load: slots.running + slots.waiting }))
  app.get('/v1/models', () => ({
    object: 'list',
    data: options.models.map((id) => ({
      id,
      object: 'model',
      created,
      owned_by: 'simulated',
      root: id,
      parent: null,
      max_model_len: options.maxModelLen,
      simulated: true,
    })),
  }))
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(
      metrics.text(options.models[0] ?? '', {
        running: slots.running,
        waiting: slots.waiting,
        cacheUse: Math.min(1, slots.running / options.maxConcurrency),
        prefixTokensAsked: engine.prefixes.askedTokens,
        prefixTokensHit: engine.prefixes.hitTokens,
      }),
    ),
  )
}
