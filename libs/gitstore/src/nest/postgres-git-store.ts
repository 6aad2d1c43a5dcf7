import type { Clock, IdSource } from '@assize/kernel'
import type { Database, Sql } from '@assize/platform'
import { ObjectCache, StorageGitStore, type CommitRequest, type Oid } from '../index.js'
import { PostgresGitStorage, type Provenance } from './postgres-git-storage.js'

/** Git over the tables of the record. */
export class PostgresGitStore extends StorageGitStore {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly clock: Clock,
    cache = new ObjectCache(),
  ) {
    super(new PostgresGitStorage(database, cache))
  }

  override async initRepository(repo: string): Promise<void> {
    if (await this.storage.hasRepo(repo)) return
    await this.database.transaction(async (tx) => {
      const storage = this.storageWithin(tx, null)
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
    const storage = this.storageWithin(tx, request.movedBy ?? request.author.name)
    await storage.lock(request.repo)
    return new StorageGitStore(storage).commitFiles(request)
  }

  /** Holds back every other writer of the repository until the caller's transaction ends. */
  lockWithin(tx: Sql, repo: string): Promise<void> {
    return this.storageWithin(tx, null).lock(repo)
  }

  /** With a cache of its own: what a transaction reads of itself may yet be rolled back. */
  private storageWithin(tx: Sql, movedBy: string | null): PostgresGitStorage {
    const writes: Provenance = { ids: this.ids, clock: this.clock, movedBy }
    return new PostgresGitStorage(tx, new ObjectCache(), writes)
  }
}
