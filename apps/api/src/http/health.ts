import type { Database } from '@assize/platform'
import { listMigrations } from '@assize/platform/embedded'
import type { LogFigures } from '@assize/tlog/nest'
import type { FastifyInstance } from 'fastify'

const keptMs = 2000

/**
 * `/healthz`: this process answers. `/readyz`: it has its database, at the migrations it was built with; a log that is
 * not signed keeps nobody from being served, and is said.
 */
export function serveHealth(
  app: FastifyInstance,
  database: () => Database,
  figures: () => LogFigures,
): void {
  const wanted = listMigrations().map(({ name }) => name)
  let last: { readonly at: number; readonly health: Promise<Health> } | undefined
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    if (!last || performance.now() - last.at > keptMs)
      last = { at: performance.now(), health: healthOf(database(), wanted, figures()) }
    const { fault, log } = await last.health
    if (fault !== null) return reply.code(503).send({ status: 'not ready', fault })
    return log === null ? { status: 'ready' } : { status: 'ready', log }
  })
}

interface Health {
  readonly fault: string | null
  /** Why the log is not signed, if it is not. */
  readonly log: string | null
}

async function healthOf(
  database: Database,
  wanted: readonly string[],
  figures: LogFigures,
): Promise<Health> {
  const fault = await faultOf(database, wanted)
  return { fault, log: fault === null ? await logFaultOf(figures) : null }
}

async function logFaultOf(figures: LogFigures): Promise<string | null> {
  const { halted, unsigned } = await figures.state()
  if (halted !== null) return `halted: ${halted}`
  return unsigned === null ? null : `not signed: ${unsigned}`
}

async function faultOf(database: Database, wanted: readonly string[]): Promise<string | null> {
  try {
    const applied = await appliedMigrations(database)
    const missing = wanted.filter((name) => !applied.includes(name))
    return missing.length > 0 ? `migrations not applied: ${missing.join(', ')}` : null
  } catch {
    return 'the database does not answer'
  }
}

async function appliedMigrations(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  )
  return rows.map((row) => row.migration_name)
}
