import { BoundedCache } from '@assize/kernel'
import type { GitObject, Oid } from './git-object.js'

/** The objects read last, bounded by their bytes. That one is cached says nothing about whether a repository has it. */
export class ObjectCache {
  private readonly kept: BoundedCache<GitObject>

  constructor(readonly maxBytes = 32 * 1024 * 1024) {
    this.kept = new BoundedCache(maxBytes, sizeOf)
  }

  find(repo: string, oid: Oid): GitObject | undefined {
    return this.kept.find(`${repo}/${oid}`)
  }

  keep(repo: string, oid: Oid, object: GitObject): void {
    this.kept.keep(`${repo}/${oid}`, object)
  }
}

/** With what the entry itself costs, so that many empty objects are bounded too. */
const sizeOf = (object: GitObject): number => object.content.length + perEntry

const perEntry = 256
