import type { Clock, IdSource } from '@assize/kernel'
import { insertRows, type Sql } from '@assize/platform'
import type { MaybeAsync, RawObject, RawRefEntry, Ref, RefOps, Storage } from 'just-git/server'
import { GitError, isObjectType, objectId, objectSha256, type ObjectCache } from '../index.js'

/** What a transaction's writes are recorded with. */
export interface Provenance {
  readonly ids: IdSource
  readonly clock: Clock
  readonly movedBy: string | null
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

  async putObject(repo: string, hash: string, type: string, content: Uint8Array): Promise<void> {
    await this.putObjects(repo, [{ hash, type, content }])
  }

  async putObjects(
    repo: string,
    objects: readonly { hash: string; type: string; content: Uint8Array }[],
  ): Promise<string[]> {
    const added: string[] = []
    for (const { hash, type, content } of objects) {
      if (!isObjectType(type)) throw corrupt(hash)
      const row = {
        repo,
        oid: Buffer.from(hash, 'hex'),
        type,
        sha256: Buffer.from(objectSha256(type, content), 'hex'),
        content,
      }
      const written = await insertRows(this.sql, 'git_object', [row], { onConflict: 'ignore' })
      if (written > 0) added.push(hash)
    }
    return added
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

  async putRef(repo: string, name: string, ref: Ref): Promise<void> {
    const before = await this.getRef(repo, name)
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

  private async recordMove(
    repo: string,
    name: string,
    before: Ref | null,
    newOid: Buffer | null,
  ): Promise<void> {
    const { ids, clock, movedBy } = this.provenance()
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
        recorded_at: clock.now(),
      },
    ])
  }

  private provenance(): Provenance {
    if (!this.writes) throw new TypeError('this storage was opened for reading')
    return this.writes
  }
}

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
