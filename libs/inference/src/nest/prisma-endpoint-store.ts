import { Injectable } from '@nestjs/common'
import { Database, insertRows, type Sql } from '@assize/platform'
import { Outbox } from '@assize/events/nest'
import type { Endpoint, EndpointState } from '../endpoint.js'
import {
  EndpointStore,
  freshForMs,
  type EndpointReport,
  type ReportedEndpoint,
} from '../endpoint-store.js'
import { InferenceError } from '../inference-error.js'
import { endpointChanged, endpointConfigured } from '../jobs.js'
import { toEndpoint, toHealthRow, toReport, toRow } from './endpoint-rows.js'

/** Endpoints in `endpoint`, what each process sees of them in `endpoint_health`. */
@Injectable()
export class PrismaEndpointStore extends EndpointStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    super()
  }

  async list(now: Date): Promise<readonly ReportedEndpoint[]> {
    const [endpoints, health] = await Promise.all([
      this.database.prisma.endpoint.findMany({ orderBy: { name: 'asc' } }),
      this.database.prisma.endpointHealth.findMany({ where: { seenAt: { gte: freshSince(now) } } }),
    ])
    return endpoints.map((row) => ({
      endpoint: toEndpoint(row),
      reports: health.filter(({ endpointId }) => endpointId === row.id).map(toReport),
    }))
  }

  async find(id: string, now: Date): Promise<ReportedEndpoint | null> {
    const row = await this.database.prisma.endpoint.findUnique({ where: { id } })
    if (!row) return null
    const health = await this.database.prisma.endpointHealth.findMany({
      where: { endpointId: id, seenAt: { gte: freshSince(now) } },
    })
    return { endpoint: toEndpoint(row), reports: health.map(toReport) }
  }

  async save(endpoint: Endpoint, now: Date): Promise<void> {
    await this.database.transaction(async (tx) => {
      const taken = await tx.query('SELECT 1 FROM endpoint WHERE name = $1 AND id <> $2', [
        endpoint.name,
        endpoint.id,
      ])
      if (taken.length > 0) throw nameTaken(endpoint.name)
      await upsert(tx, endpoint, 'id', now)
      await this.tell(tx, [endpoint.id])
    })
  }

  async takeOverSettings(endpoints: readonly Endpoint[], now: Date): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Several processes start at once with the same settings: one after the other.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('assize endpoint settings'))`)
      await tx.query(
        `DELETE FROM endpoint WHERE origin = 'settings' AND name <> ALL ($1::text[])`,
        [endpoints.map(({ name }) => name)],
      )
      for (const endpoint of endpoints) await upsert(tx, endpoint, 'name', now)
      const taken = await tx.query<{ id: string }>(
        'SELECT id FROM endpoint WHERE name = ANY ($1)',
        [endpoints.map(({ name }) => name)],
      )
      await this.tell(
        tx,
        taken.map(({ id }) => id),
      )
    })
  }

  async setState(id: string, state: EndpointState, now: Date): Promise<void> {
    await this.database.transaction(async (tx) => {
      const set = await tx.query(
        'UPDATE endpoint SET state = $2, updated_at = $3 WHERE id = $1 RETURNING 1',
        [id, state, now],
      )
      if (set.length === 0)
        throw new InferenceError('ENDPOINT_UNKNOWN', 'expected the id of an endpoint', { id })
      await this.tell(tx, [id])
    })
  }

  async report(reports: readonly EndpointReport[]): Promise<void> {
    const [first] = reports
    if (!first) return
    await this.database.transaction(async (tx) => {
      const known = await tx.query<{ id: string }>(
        'SELECT id FROM endpoint WHERE id = ANY ($1::uuid[]) FOR KEY SHARE',
        [reports.map(({ endpointId }) => endpointId)],
      )
      const ids = new Set(known.map(({ id }) => id))
      const rows = reports.filter(({ endpointId }) => ids.has(endpointId)).map(toHealthRow)
      // A process replaces its own reports, and clears away those of processes long gone.
      await tx.query(
        `DELETE FROM endpoint_health
         WHERE (endpoint_id, worker_id) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
            OR seen_at < $3::timestamptz - interval '10 minutes'`,
        [rows.map((row) => row.endpoint_id), rows.map((row) => row.worker_id), first.seenAt],
      )
      await insertRows(tx, 'endpoint_health', rows)
    })
  }

  private tell(tx: Sql, ids: readonly string[]): Promise<void> {
    return this.outbox.append(
      tx,
      ids.flatMap((subject) => [
        { type: endpointConfigured, subject, payload: {} },
        { type: endpointChanged, subject, payload: {} },
      ]),
    )
  }
}

const freshSince = (now: Date): Date => new Date(now.getTime() - freshForMs)

const nameTaken = (name: string): InferenceError =>
  new InferenceError(
    'ENDPOINT_NAME_TAKEN',
    `expected a name of its own, saw "${name}", which another endpoint has`,
    { name },
  )

/** By name, an endpoint keeps id and state; by id, all is replaced. */
async function upsert(tx: Sql, endpoint: Endpoint, by: 'id' | 'name', now: Date): Promise<void> {
  const row = { ...toRow(endpoint), created_at: now, updated_at: now }
  const kept = by === 'name' ? ['id', 'name', 'state', 'created_at'] : ['id', 'created_at']
  const columns = Object.keys(row)
  const replaced = columns.filter((column) => !kept.includes(column))
  await tx.query(
    `INSERT INTO endpoint (${columns.join(', ')})
     VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})
     ON CONFLICT (${by}) DO UPDATE
     SET ${replaced.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    Object.values(row),
  )
}
