import type { GitObject, Oid } from './git-object.js'

/**
 * The objects read last, bounded by their bytes. Objects never change, so an entry is never stale; that one is
 * cached says nothing about whether a repository has it.
 */
export class ObjectCache {
  private readonly kept = new Map<string, GitObject>()
  private held = 0

  constructor(private readonly maxBytes = 32 * 1024 * 1024) {}

  get sizeBytes(): number {
    return this.held
  }

  find(repo: string, oid: Oid): GitObject | undefined {
    const key = `${repo}/${oid}`
    const object = this.kept.get(key)
    if (!object) return undefined
    this.kept.delete(key)
    this.kept.set(key, object)
    return object
  }

  /** Objects larger than an eighth of the bound are left out, so that one never drives out the rest. */
  keep(repo: string, oid: Oid, object: GitObject): void {
    const key = `${repo}/${oid}`
    const size = sizeOf(object)
    if (size > this.maxBytes / 8 || this.kept.has(key)) return
    this.kept.set(key, object)
    this.held += size
    for (const [oldest, dropped] of this.kept) {
      if (this.held <= this.maxBytes) break
      this.kept.delete(oldest)
      this.held -= sizeOf(dropped)
    }
  }
}

/** With what the entry itself costs, so that many empty objects are bounded too. */
const sizeOf = (object: GitObject): number => object.content.length + 256
