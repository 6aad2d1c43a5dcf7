import { applyDelta } from './apply-delta.js'
import { GitError } from './git-error.js'
import { objectId, type GitObject, type ObjectType, type Oid } from './git-object.js'
import type { Pause, PushLimits } from './push-limits.js'
import { scanPack, type PackEntry } from './scan-pack.js'

/** Objects that were here before the push, for what a pack builds on. Unknown ones are left out. */
export type FindObjects = (oids: readonly Oid[]) => Promise<ReadonlyMap<Oid, GitObject>>

const objectsATurn = 256
/** Each may be as large as an object may be: no more of them are held at a time. */
const basesAtOnce = 64

/**
 * Every object of a pack, by the name git gives it. Deltas may build on objects that `find` knows, as clients send them.
 * Nothing is made of a delta before its base is there, so that each is applied once whatever the length of the chain.
 * Throws `PACK_REFUSED`.
 */
export async function readPack(
  pack: Buffer,
  limits: PushLimits,
  find: FindObjects,
  pause: Pause,
): Promise<ReadonlyMap<Oid, GitObject>> {
  if (pack.length === 0) return new Map()
  const entries = await scanPack(pack, limits, pause)
  const waiting = new Waiting(entries)
  const objects = new Map<Oid, GitObject>()
  const ready: Made[] = entries.flatMap((entry) =>
    entry.kind === 'on-offset' || entry.kind === 'on-oid'
      ? []
      : { offset: entry.offset, object: { type: entry.kind, content: entry.bytes } },
  )
  await settle(ready, waiting, objects, pause)
  const bases = waiting.bases()
  for (let at = 0; at < bases.length; at += basesAtOnce)
    for (const [oid, base] of await find(bases.slice(at, at + basesAtOnce)))
      await settle(
        waiting.onOid(oid).map((entry) => made(entry, base)),
        waiting,
        objects,
        pause,
      )
  if (waiting.count > 0)
    throw new GitError('PACK_REFUSED', 'expected every delta to build on an object there is', {
      without: waiting.count,
    })
  return objects
}

interface Made {
  readonly offset: number
  readonly object: GitObject
}

async function settle(
  ready: Made[],
  waiting: Waiting,
  objects: Map<Oid, GitObject>,
  pause: Pause,
): Promise<void> {
  for (let next = ready.pop(), done = 1; next; next = ready.pop(), done++) {
    const { offset, object } = next
    const oid = objectId(object.type, object.content)
    objects.set(oid, object)
    for (const entry of [...waiting.onOffset(offset), ...waiting.onOid(oid)])
      ready.push(made(entry, object))
    if (done % objectsATurn === 0) await pause()
  }
}

const made = ({ offset, bytes }: PackEntry, base: GitObject): Made => ({
  offset,
  object: { type: base.type satisfies ObjectType, content: applyDelta(base.content, bytes) },
})

/** Deltas by what they build on; each is handed out once. */
class Waiting {
  private readonly byOffset = new Map<number, PackEntry[]>()
  private readonly byOid = new Map<Oid, PackEntry[]>()
  count = 0

  constructor(entries: readonly PackEntry[]) {
    for (const entry of entries)
      if (entry.kind === 'on-offset') this.add(this.byOffset, entry.base, entry)
      else if (entry.kind === 'on-oid') this.add(this.byOid, entry.base, entry)
  }

  bases = (): readonly Oid[] => [...this.byOid.keys()]
  onOffset = (offset: number): readonly PackEntry[] => this.take(this.byOffset, offset)
  onOid = (oid: Oid): readonly PackEntry[] => this.take(this.byOid, oid)

  private add<Key>(index: Map<Key, PackEntry[]>, key: Key, entry: PackEntry): void {
    this.count++
    const there = index.get(key)
    if (there) there.push(entry)
    else index.set(key, [entry])
  }

  private take<Key>(index: Map<Key, PackEntry[]>, key: Key): readonly PackEntry[] {
    const taken = index.get(key) ?? []
    index.delete(key)
    this.count -= taken.length
    return taken
  }
}
