import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, isStorableText, isUuid, sha256 } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'

export interface SnapshotQuery {
  /** Yields `id` as text and `state` as jsonb for the objects in `$1::text[]`. */
  readonly sql: string
  /** Whether ids are UUIDs; others are then nobody's. */
  readonly uuids: boolean
}

export interface SnapshotTable {
  readonly table: string
  /** The column of the object's id; `id` unless told. */
  readonly key?: string
  /** Whether the key is a UUID; so unless told. */
  readonly uuids?: boolean
  /** Columns that are secret or say nothing of the object. */
  readonly without?: readonly string[]
}

/**
 * What the state of an object is, told by the room that owns its type. Its digest is SHA-256 of the state's canonical
 * JSON: an event's digest after equals the next one's before while nobody changed the object between. States hold no
 * words of people: those must be erasable, and a digest of them would outlive them.
 */
@Injectable()
export class AuditSnapshots {
  private readonly queries = new Map<string, SnapshotQuery>()

  constructor(@Inject(Database) private readonly database: Database) {}

  register(type: string, query: SnapshotQuery): void {
    this.queries.set(type, query)
  }

  /** One row of one table is the whole state. */
  table(type: string, { table, key = 'id', uuids = true, without = [] }: SnapshotTable): void {
    const state = without.reduce((left, column) => `${left} - '${column}'`, 'to_jsonb(t)')
    const ids = uuids ? '$1::uuid[]' : '$1::text[]'
    this.register(type, {
      sql: `SELECT t.${key}::text AS id, ${state} AS state FROM ${table} t WHERE t.${key} = ANY(${ids})`,
      uuids,
    })
  }

  /** Digests by id. Objects that are not there, and types no room told of, have none. */
  async digests(
    type: string,
    ids: readonly string[],
    sql: Sql = this.database,
  ): Promise<ReadonlyMap<string, Uint8Array>> {
    const query = this.queries.get(type)
    const fit = query ? ids.filter(query.uuids ? isUuid : isStorableText) : []
    if (!query || fit.length === 0) return new Map()
    const rows = await sql.query<{ id: string; state: unknown }>(query.sql, [fit])
    return new Map(rows.map(({ id, state }) => [id, sha256(canonicalJson(state))]))
  }

  async digest(type: string, id: string | null, sql?: Sql): Promise<Uint8Array | null> {
    return id === null ? null : ((await this.digests(type, [id], sql)).get(id) ?? null)
  }
}
