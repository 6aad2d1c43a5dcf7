import type { Clock, IdSource } from '@assize/kernel'
import type { Database, Sql } from '@assize/platform'
import {
  NoSigner,
  ObjectCache,
  StorageGitStore,
  type BranchWork,
  type CommitRequest,
  type ObjectSigner,
  type Oid,
} from '../index.js'
import { HostedRepositories, type RefMove } from './hosted-repositories.js'
import { PostgresGitStorage, type Provenance } from './postgres-git-storage.js'

const readCacheBytes = 64 * 1024 * 1024

/** Who moves refs, and why, in one closed word. */
export interface Mover {
  readonly movedBy: string | null
  readonly reason: string | null
}

/** One repository in one transaction. */
export interface GitWithin {
  readonly store: StorageGitStore
  readonly work: BranchWork
}

export interface Beside {
  readonly cache?: ObjectCache
  readonly hosted?: HostedRepositories
  readonly signer?: ObjectSigner
}

/** Git over the tables of the record. */
export class PostgresGitStore extends StorageGitStore {
  /** What everybody sees. */
  readonly reading: PostgresGitStorage
  private readonly hosted: HostedRepositories

  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly clock: Clock,
    {
      cache = new ObjectCache(readCacheBytes),
      hosted = new HostedRepositories(),
      signer = new NoSigner(),
    }: Beside = {},
  ) {
    const reading = new PostgresGitStorage(database, cache)
    super(reading, signer)
    this.reading = reading
    this.hosted = hosted
  }

  override async initRepository(repo: string): Promise<void> {
    if (await this.storage.hasRepo(repo)) return
    await this.database.transaction(async (tx) => {
      const storage = this.writingWithin(tx, { movedBy: null, reason: null })
      await storage.lock(repo)
      await new StorageGitStore(storage).initRepository(repo)
    })
  }

  /** Objects, the branch and the record of its move commit together. */
  override commitFiles(request: CommitRequest): Promise<Oid> {
    return this.database.transaction((tx) => this.commitFilesWithin(tx, request))
  }

  /** As `commitFiles`, as a part of the caller's transaction: what the caller records commits with it or not at all. */
  async commitFilesWithin(tx: Sql, request: CommitRequest): Promise<Oid> {
    const storage = this.writingWithin(tx, {
      movedBy: request.movedBy ?? request.author.name,
      reason: request.reason ?? 'commit',
    })
    await storage.lock(request.repo)
    return new StorageGitStore(storage, this.signer).commitFiles(request)
  }

  /** Holds back every other writer of the repository until the caller's transaction ends. */
  lockWithin(tx: Sql, repo: string): Promise<void> {
    return this.writingWithin(tx, { movedBy: null, reason: null }).lock(repo)
  }

  /** Git as the caller's transaction sees it, which no other writer of the repository can change until it ends. */
  async within(tx: Sql, repo: string, mover: Mover): Promise<GitWithin> {
    const storage = this.writingWithin(tx, mover)
    await storage.lock(repo)
    const store = new StorageGitStore(storage, this.signer)
    return { store, work: await store.branchWork(repo) }
  }

  /** By object: who brought it in first, whatever its author's name says; those of whom nobody knows are left out. */
  async bringersOf(
    sql: Sql,
    repo: string,
    oids: readonly Oid[],
  ): Promise<ReadonlyMap<Oid, string>> {
    const rows = await sql.query<{ oid: string; by: string }>(
      `SELECT encode(oid, 'hex') AS oid, brought_by AS by FROM git_object
       WHERE repo = $1 AND oid = ANY ($2) AND brought_by IS NOT NULL`,
      [repo, oids.map((oid) => Buffer.from(oid, 'hex'))],
    )
    return new Map(rows.map(({ oid, by }) => [oid, by]))
  }

  /** With a cache of its own: what a transaction reads of itself may yet be rolled back. */
  writingWithin(tx: Sql, mover: Mover): PostgresGitStorage {
    const moved = (move: RefMove) => this.hosted.moved(tx, move)
    const writes: Provenance = { ids: this.ids, clock: this.clock, ...mover, moved }
    return new PostgresGitStorage(tx, new ObjectCache(), writes)
  }
}
