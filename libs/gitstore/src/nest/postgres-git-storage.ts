import type { Clock, IdSource } from '@assize/kernel'
import { insertRows, type Sql } from '@assize/platform'
import type { MaybeAsync, RawObject, RawRefEntry, Ref, RefOps, Storage } from 'just-git/server'
import {
  GitError,
  isObjectType,
  objectId,
  refClash,
  type ObjectCache,
  type ObjectType,
} from '../index.js'
import { insertObjects } from './insert-objects.js'
import type { RefMove } from './hosted-repositories.js'

/** What a transaction's writes are recorded with. */
export interface Provenance {
  readonly ids: IdSource
  readonly clock: Clock
  readonly movedBy: string | null
  readonly reason: string | null
  readonly moved: (move: RefMove) => Promise<void>
}

interface ObjectRow {
  readonly oid: Buffer
  readonly type: string
  readonly content: Buffer
}

interface RefRow {
  readonly name: string
  readonly oid: Buffer | null
  readonly target: string | null
}

/**
 * just-git's storage over our tables. Objects are inserted once and the first bytes stay; every move of a ref is
 * recorded where it happens. Moving refs needs `sql` to be a transaction.
 */
export class PostgresGitStorage implements Storage {
  private readonly preloaded = new Map<string, number>()

  constructor(
    private readonly sql: Sql,
    private readonly cache: ObjectCache,
    private readonly writes?: Provenance,
  ) {}

  async hasRepo(repo: string): Promise<boolean> {
    return (await this.sql.query('SELECT FROM git_repo WHERE id = $1', [repo])).length > 0
  }

  async insertRepo(repo: string): Promise<void> {
    const { clock } = this.provenance()
    const row = { id: repo, default_branch: 'main', created_at: clock.now() }
    await insertRows(this.sql, 'git_repo', [row], { onConflict: 'ignore' })
  }

  deleteRepo(repo: string): never {
    throw new GitError('REPOSITORY_UNKNOWN', 'a repository of the record is never deleted', {
      repo,
    })
  }

  async getObject(repo: string, oid: string): Promise<RawObject | null> {
    return (await this.getObjects(repo, [oid])).get(oid) ?? null
  }

  async getObjects(repo: string, oids: readonly string[]): Promise<Map<string, RawObject>> {
    const found = new Map<string, RawObject>()
    const missing: Buffer[] = []
    for (const oid of oids) {
      const cached = this.cache.find(repo, oid)
      if (cached) found.set(oid, cached)
      else missing.push(Buffer.from(oid, 'hex'))
    }
    if (missing.length === 0) return found
    const rows = await this.sql.query<ObjectRow>(
      'SELECT oid, type, content FROM git_object WHERE repo = $1 AND oid = ANY($2)',
      [repo, missing],
    )
    for (const row of rows) {
      const object = toObject(row)
      const oid = row.oid.toString('hex')
      found.set(oid, object)
      this.cache.keep(repo, oid, object)
    }
    return found
  }

  /**
   * Reads a whole repository at once where it fits in what is kept, and again once much has come to it: a walk over all of
   * it would else ask for its objects one by one.
   */
  async preload(repo: string): Promise<void> {
    const [size] = await this.sql.query<{ objects: number; bytes: string }>(
      `SELECT count(*)::int AS objects, coalesce(sum(length(content)), 0) AS bytes
       FROM git_object WHERE repo = $1`,
      [repo],
    )
    const objects = size?.objects ?? 0
    const come = objects - (this.preloaded.get(repo) ?? 0)
    const isKept = Number(size?.bytes) + objects * 512 < this.cache.maxBytes
    if (come < manyObjects || !isKept) return
    for (let digit = 0; digit < 16; digit++) {
      const [first, last] = ['0', 'f'].map((fill) =>
        Buffer.from(digit.toString(16).padEnd(40, fill), 'hex'),
      )
      const rows = await this.sql.query<ObjectRow>(
        'SELECT oid, type, content FROM git_object WHERE repo = $1 AND oid BETWEEN $2 AND $3',
        [repo, first, last],
      )
      for (const row of rows) this.cache.keep(repo, row.oid.toString('hex'), toObject(row))
    }
    this.preloaded.set(repo, objects)
  }

  /** What is in the tables now, and need not be read from there. */
  remember(repo: string, objects: ReadonlyMap<string, RawObject>): void {
    for (const [oid, object] of objects) this.cache.keep(repo, oid, object)
  }

  async putObject(repo: string, hash: string, type: string, content: Uint8Array): Promise<void> {
    await this.putObjects(repo, [{ hash, type, content }])
  }

  putObjects(
    repo: string,
    objects: readonly { hash: string; type: string; content: Uint8Array }[],
  ): Promise<string[]> {
    return insertObjects(this.sql, repo, objects, this.provenance().movedBy)
  }

  async hasObject(repo: string, oid: string): Promise<boolean> {
    return (await this.hasObjects(repo, [oid])).has(oid)
  }

  async hasObjects(repo: string, oids: readonly string[]): Promise<Set<string>> {
    const rows = await this.sql.query<{ oid: Buffer }>(
      'SELECT oid FROM git_object WHERE repo = $1 AND oid = ANY($2)',
      [repo, oids.map((oid) => Buffer.from(oid, 'hex'))],
    )
    return new Set(rows.map(({ oid }) => oid.toString('hex')))
  }

  /** Unknown ones are left out. */
  async typesOf(repo: string, oids: readonly string[]): Promise<Map<string, ObjectType>> {
    if (oids.length === 0) return new Map()
    const rows = await this.sql.query<{ oid: Buffer; type: ObjectType }>(
      'SELECT oid, type FROM git_object WHERE repo = $1 AND oid = ANY($2)',
      [repo, oids.map((oid) => Buffer.from(oid, 'hex'))],
    )
    return new Map(rows.map(({ oid, type }) => [oid.toString('hex'), type]))
  }

  /** A range of the primary key; the odd digit is compared after. */
  async findObjectsByPrefix(repo: string, prefix: string): Promise<string[]> {
    const bound = (digit: string) => Buffer.from(prefix.padEnd(40, digit), 'hex')
    const rows = await this.sql.query<{ oid: Buffer }>(
      'SELECT oid FROM git_object WHERE repo = $1 AND oid BETWEEN $2 AND $3 ORDER BY oid LIMIT 100',
      [repo, bound('0'), bound('f')],
    )
    return rows.map(({ oid }) => oid.toString('hex'))
  }

  async listObjectHashes(repo: string): Promise<string[]> {
    const rows = await this.sql.query<{ oid: Buffer }>(
      'SELECT oid FROM git_object WHERE repo = $1 ORDER BY oid',
      [repo],
    )
    return rows.map(({ oid }) => oid.toString('hex'))
  }

  /** Takes back what a refused push brought; nothing reachable from a ref is ever passed here. */
  async deleteObjects(repo: string, oids: readonly string[]): Promise<number> {
    const rows = await this.sql.query(
      'DELETE FROM git_object WHERE repo = $1 AND oid = ANY($2) RETURNING 1',
      [repo, oids.map((oid) => Buffer.from(oid, 'hex'))],
    )
    return rows.length
  }

  async getRef(repo: string, name: string): Promise<Ref | null> {
    const [row] = await this.sql.query<RefRow>(
      'SELECT name, oid, target FROM git_ref WHERE repo = $1 AND name = $2',
      [repo, name],
    )
    return row ? toRef(row) : null
  }

  /** Throws `REF_REFUSED` for a name that clients could not keep beside the others, whoever makes it. */
  async putRef(repo: string, name: string, ref: Ref): Promise<void> {
    const before = await this.getRef(repo, name)
    if (!before) await this.refuseClash(repo, name)
    const oid = ref.type === 'direct' ? Buffer.from(ref.hash, 'hex') : null
    const target = ref.type === 'symbolic' ? ref.target : null
    await this.sql.query(
      `INSERT INTO git_ref (repo, name, oid, target) VALUES ($1, $2, $3, $4)
       ON CONFLICT (repo, name) DO UPDATE SET oid = excluded.oid, target = excluded.target`,
      [repo, name, oid, target],
    )
    await this.recordMove(repo, name, before, oid)
  }

  async removeRef(repo: string, name: string): Promise<void> {
    const before = await this.getRef(repo, name)
    await this.sql.query('DELETE FROM git_ref WHERE repo = $1 AND name = $2', [repo, name])
    await this.recordMove(repo, name, before, null)
  }

  async listRefs(repo: string, prefix = ''): Promise<RawRefEntry[]> {
    const rows = await this.sql.query<RefRow>(
      'SELECT name, oid, target FROM git_ref WHERE repo = $1 AND starts_with(name, $2) ORDER BY name',
      [repo, prefix],
    )
    return rows.flatMap((row) => ({ name: row.name, ref: toRef(row) }))
  }

  /** One writer a repository at a time, over all processes, until the transaction ends. */
  async atomicRefUpdate<T>(repo: string, work: (ops: RefOps) => MaybeAsync<T>): Promise<T> {
    await this.lock(repo)
    return work({
      getRef: (name) => this.getRef(repo, name),
      putRef: (name, ref) => this.putRef(repo, name, ref),
      removeRef: (name) => this.removeRef(repo, name),
    })
  }

  async lock(repo: string): Promise<void> {
    await this.sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`git/${repo}`])
  }

  private async refuseClash(repo: string, name: string): Promise<void> {
    const [clash] = await this.sql.query<{ name: string }>(
      `SELECT name FROM git_ref
       WHERE repo = $1 AND (starts_with(name, $2 || '/') OR starts_with($2, name || '/')) LIMIT 1`,
      [repo, name],
    )
    if (clash) throw refClash(name, clash.name)
  }

  private async recordMove(
    repo: string,
    name: string,
    before: Ref | null,
    newOid: Buffer | null,
  ): Promise<void> {
    const { ids, clock, movedBy, reason, moved } = this.provenance()
    const old = before?.type === 'direct' ? Buffer.from(before.hash, 'hex') : null
    if (old === null && newOid === null) return
    await insertRows(this.sql, 'record_ref_move', [
      {
        id: ids.next(),
        repo,
        name,
        old_oid: old,
        new_oid: newOid,
        moved_by: movedBy,
        reason,
        recorded_at: clock.now(),
      },
    ])
    const [from, to] = [old?.toString('hex') ?? null, newOid?.toString('hex') ?? null]
    await moved({ repo, ref: name, old: from, new: to, movedBy, reason })
  }

  private provenance(): Provenance {
    if (!this.writes) throw new TypeError('this storage was opened for reading')
    return this.writes
  }
}

const manyObjects = 64

/** The oid is checked once, on the way out of the database. */
function toObject({ oid, type, content }: ObjectRow): RawObject {
  if (!isObjectType(type) || objectId(type, content) !== oid.toString('hex'))
    throw corrupt(oid.toString('hex'))
  return { type, content }
}

const toRef = ({ oid, target }: RefRow): Ref =>
  oid ? { type: 'direct', hash: oid.toString('hex') } : { type: 'symbolic', target: target ?? '' }

const corrupt = (oid: string) =>
  new GitError('OBJECT_CORRUPT', 'expected stored bytes to have the digest they are kept under', {
    oid,
  })
