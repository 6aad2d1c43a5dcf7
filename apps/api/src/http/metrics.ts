import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'

/** `/metrics` in Prometheus' text form: the process, its requests, and what rooms count in the same registry. */
export function serveMetrics(app: FastifyInstance): void {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register })
  const durations = requestDurations()
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'page'
    const labels = { method: request.method, route, status: String(reply.statusCode) }
    durations.observe(labels, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (_, reply) => {
    reply.type(register.contentType)
    return register.metrics()
  })
}

function requestDurations(): Histogram<'method' | 'route' | 'status'> {
  const name = 'assize_http_request_seconds'
  const known = register.getSingleMetric(name)
  if (known) return known as Histogram<'method' | 'route' | 'status'>
  return new Histogram({
    name,
    help: 'Time from the request to the end of its response.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  })
}
