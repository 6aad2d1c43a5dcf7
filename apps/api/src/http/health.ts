import type { Database } from '@assize/platform'
import { listMigrations } from '@assize/platform/embedded'
import type { FastifyInstance } from 'fastify'

const keptMs = 2000

/** `/healthz`: this process answers. `/readyz`: it has its database, at the migrations it was built with. */
export function serveHealth(app: FastifyInstance, database: () => Database): void {
  const wanted = listMigrations().map(({ name }) => name)
  let last: { readonly at: number; readonly fault: Promise<string | null> } | undefined
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    if (!last || performance.now() - last.at > keptMs)
      last = { at: performance.now(), fault: faultOf(database(), wanted) }
    const fault = await last.fault
    return fault ? reply.code(503).send({ status: 'not ready', fault }) : { status: 'ready' }
  })
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
