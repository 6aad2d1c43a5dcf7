import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import {
  checkUnmoved,
  describePush,
  openRepository,
  parseTree,
  QuarantineStorage,
  StorageGitStore,
  type GitObject,
  type Inspected,
  type KnownObjects,
  type Oid,
  type Push,
  type Pusher,
  type RefCommand,
  type RefsNow,
} from '../index.js'
import type { PostgresGitStorage } from './postgres-git-storage.js'
import { PostgresGitStore } from './postgres-git-store.js'

/** What a push brought, beside the tables until it is let in. */
@Injectable()
export class PushedObjects {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresGitStore) private readonly store: PostgresGitStore,
  ) {}

  knownTo(repo: string): KnownObjects {
    const storage = this.store.reading
    return {
      typesOf: (oids) => storage.typesOf(repo, oids),
      read: (oids) => storage.getObjects(repo, oids),
    }
  }

  initRepository = (repo: string): Promise<void> => this.store.initRepository(repo)

  refsOf = (repo: string): Promise<RefsNow> => refsOf(this.store.reading, repo)

  async describe(
    repo: string,
    pusher: Pusher,
    commands: readonly RefCommand[],
    inspected: Inspected,
  ): Promise<Push> {
    const storage = new QuarantineStorage(this.store.reading, inspected.objects)
    const handle = await openRepository(storage, repo)
    const refs = await describePush(
      commands,
      await refsOf(this.store.reading, repo),
      handle,
      inspected,
    )
    const { commits, trees } = inspected
    const readTree = async (oid: Oid) => {
      const [object] = (await this.store.reading.getObjects(repo, [oid])).values()
      return parseTree(object?.content ?? new Uint8Array())
    }
    return {
      ...{ repo, pusher, refs, commits, git: new StorageGitStore(storage) },
      readTree: async (oid) => trees.get(oid) ?? readTree(oid),
    }
  }

  /**
   * Under the repository's lock refs are looked at again: of two pushes that saw the same, one gets in. What goes makes
   * room for what comes.
   */
  async letIn(
    { repo, pusher, refs }: Push,
    commands: readonly RefCommand[],
    objects: ReadonlyMap<Oid, GitObject>,
  ): Promise<void> {
    let added: readonly Oid[] = []
    await this.database.transaction(async (tx) => {
      const storage = this.store.writingWithin(tx, { movedBy: pusher.id, reason: 'push' })
      await storage.lock(repo)
      const now = await refsOf(storage, repo)
      for (const command of commands) checkUnmoved(command, now)
      const rows = [...objects].map(([hash, object]) => ({ hash, ...object }))
      added = await storage.putObjects(repo, rows)
      for (const { ref, new: oid } of refs) if (oid === null) await storage.removeRef(repo, ref)
      for (const { ref, new: oid } of refs)
        if (oid !== null) await storage.putRef(repo, ref, { type: 'direct', hash: oid })
    })
    // Of an object that was there already the first bytes stay: these may be others of the same name.
    const kept = added.flatMap((oid) => {
      const object = objects.get(oid)
      return object ? [[oid, object] as const] : []
    })
    this.store.reading.remember(repo, new Map(kept))
  }
}

async function refsOf(
  storage: PostgresGitStorage,
  repo: string,
): Promise<ReadonlyMap<string, Oid>> {
  const entries = await storage.listRefs(repo)
  return new Map(
    entries.flatMap(({ name, ref }) => (ref.type === 'direct' ? [[name, ref.hash]] : [])),
  )
}
