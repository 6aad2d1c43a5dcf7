import type { RawObject, RawRefEntry, Ref, Storage } from 'just-git/server'
import type { GitObject, Oid } from './git-object.js'

/** What a push brought, read together with what is there. Nothing is ever written through it. */
export class QuarantineStorage implements Storage {
  constructor(
    private readonly under: Storage,
    private readonly pushed: ReadonlyMap<Oid, GitObject>,
  ) {}

  hasRepo = (repo: string) => this.under.hasRepo(repo)
  getRef = (repo: string, name: string): Ref | null | Promise<Ref | null> =>
    this.under.getRef(repo, name)
  listRefs = (repo: string, prefix?: string): RawRefEntry[] | Promise<RawRefEntry[]> =>
    this.under.listRefs(repo, prefix)
  findObjectsByPrefix = (repo: string, prefix: string) =>
    this.under.findObjectsByPrefix(repo, prefix)
  listObjectHashes = (repo: string) => this.under.listObjectHashes(repo)

  async getObject(repo: string, oid: string): Promise<RawObject | null> {
    return this.pushed.get(oid) ?? (await this.under.getObject(repo, oid))
  }

  async getObjects(repo: string, oids: readonly string[]): Promise<Map<string, RawObject>> {
    const found = new Map<string, RawObject>()
    const others: string[] = []
    for (const oid of oids) {
      const object = this.pushed.get(oid)
      if (object) found.set(oid, object)
      else others.push(oid)
    }
    const known = others.length > 0 ? await this.under.getObjects?.(repo, others) : undefined
    for (const [oid, object] of known ?? []) found.set(oid, object)
    return found
  }

  async hasObject(repo: string, oid: string): Promise<boolean> {
    return this.pushed.has(oid) || (await this.under.hasObject(repo, oid))
  }

  insertRepo = readOnly
  deleteRepo = readOnly
  putObject = readOnly
  putObjects = readOnly
  deleteObjects = readOnly
  putRef = readOnly
  removeRef = readOnly
  atomicRefUpdate = readOnly
}

const readOnly = (): never => {
  throw new TypeError('what a push brought is only read until it is let in')
}
