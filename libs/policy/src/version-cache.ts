import type { PolicyVersion } from './policy-version.js'

/** Versions read last, bounded by the characters of their texts; a version never changes, so none is ever stale. */
export class VersionCache {
  private readonly kept = new Map<string, PolicyVersion>()
  private held = 0

  constructor(private readonly maxCharacters = 32 * 1024 * 1024) {}

  find(key: string): PolicyVersion | undefined {
    const version = this.kept.get(key)
    if (!version) return undefined
    this.kept.delete(key)
    this.kept.set(key, version)
    return version
  }

  keep(key: string, version: PolicyVersion): void {
    if (this.kept.has(key)) return
    this.kept.set(key, version)
    this.held += sizeOf(version)
    for (const [oldest, dropped] of this.kept) {
      if (this.held <= this.maxCharacters) break
      this.kept.delete(oldest)
      this.held -= sizeOf(dropped)
    }
  }
}

/** With a share for rules and contract. */
const sizeOf = ({ text, manifestYaml, cases }: PolicyVersion): number =>
  4096 + 2 * text.length + (manifestYaml?.length ?? 0) + (cases?.length ?? 0)
