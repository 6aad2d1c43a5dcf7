import { isDomainError } from '@assize/kernel'
import { GitError } from './git-error.js'
import type { GitObject, ObjectType, Oid } from './git-object.js'
import { parseCommit, type ParsedCommit } from './parse-commit.js'
import { parseTag } from './parse-tag.js'
import { parseTree, type TreeEntry } from './parse-tree.js'
import type { Pause, PushLimits } from './push-limits.js'
import type { FindObjects } from './read-pack.js'
import { kindOfRef, shortRefName } from './ref-name.js'
import { measureTrees } from './tree-shape.js'

/** The repository as it was before the push. What is in it passed this inspection, with all it leads to. */
export interface KnownObjects {
  typesOf(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, ObjectType>>
  read: FindObjects
}

export interface Tip {
  readonly ref: string
  readonly oid: Oid
}

export interface Inspected {
  /** What the tips lead to and was not here before; anything else in the pack is not kept. */
  readonly objects: ReadonlyMap<Oid, GitObject>
  /** New commits, every one before its parents. */
  readonly commits: ReadonlyMap<Oid, ParsedCommit>
  /** The entries of new trees. */
  readonly trees: ReadonlyMap<Oid, readonly TreeEntry[]>
  /** The commit each tip stands for. */
  readonly commitOf: ReadonlyMap<Oid, Oid>
}

interface Wanted {
  readonly oid: Oid
  readonly type: ObjectType
  readonly ref: string
}

const objectsATurn = 256

/**
 * Walks from what a push wants refs to name down to what is known, and refuses anything that is missing, of another kind
 * than where it stands asks for, or not well-formed. Throws `OBJECT_REFUSED`, with the ref and the object.
 */
export async function inspectPush(
  tips: readonly Tip[],
  received: ReadonlyMap<Oid, GitObject>,
  known: KnownObjects,
  limits: PushLimits,
  pause: Pause,
): Promise<Inspected> {
  const walk = new Walk(received, limits)
  const commitOf = new Map<Oid, Oid>()
  for (const tip of tips) commitOf.set(tip.oid, await startAt(tip, received, known, walk))
  await walk.run(pause)
  const missing = await walk.checkKnown(known)
  if (missing) throw missing
  await measureTrees(walk.roots(), walk.trees, known, limits)
  const { objects, trees } = walk
  return { objects, trees, commits: newestFirst(walk.commits), commitOf }
}

/** Tells what a ref may name: a branch a commit, a tag a commit or an annotated tag of one. */
async function startAt(
  { ref, oid }: Tip,
  received: ReadonlyMap<Oid, GitObject>,
  known: KnownObjects,
  walk: Walk,
): Promise<Oid> {
  const object = received.get(oid) ?? (await known.read([oid])).get(oid)
  const mayBeTag = kindOfRef(ref) === 'tag'
  if (object?.type !== 'tag' || !mayBeTag) {
    walk.want({ oid, type: 'commit', ref })
    return oid
  }
  const tag = sound(oid, ref, () => parseTag(object.content))
  if (tag.name !== shortRefName(ref))
    throw refused(ref, oid, `expected the tag ${shortRefName(ref)} to say its own name`)
  walk.want({ oid, type: 'tag', ref })
  return tag.commit
}

class Walk {
  readonly objects = new Map<Oid, GitObject>()
  readonly commits = new Map<Oid, ParsedCommit>()
  readonly trees = new Map<Oid, readonly TreeEntry[]>()
  private readonly line: Wanted[] = []
  private readonly known = new Map<Oid, Wanted>()

  constructor(
    private readonly received: ReadonlyMap<Oid, GitObject>,
    private readonly limits: PushLimits,
  ) {}

  want(wanted: Wanted): void {
    this.line.push(wanted)
  }

  roots = (): ReadonlySet<Oid> => new Set([...this.commits.values()].map(({ tree }) => tree))

  async run(pause: Pause): Promise<void> {
    for (let next = this.line.pop(), seen = 1; next; next = this.line.pop(), seen++) {
      this.visit(next)
      if (seen % objectsATurn === 0) await pause()
    }
  }

  private visit(wanted: Wanted): void {
    const { oid, type, ref } = wanted
    const object = this.received.get(oid)
    if (!object) return this.expectKnown(wanted)
    if (object.type !== type) throw refused(ref, oid, `expected a ${type}, saw a ${object.type}`)
    if (this.objects.has(oid)) return
    this.objects.set(oid, object)
    sound(oid, ref, () => this.open(object, oid, ref))
  }

  /** One object stands in one place only: what is asked of it twice must be the same. */
  private expectKnown(wanted: Wanted): void {
    const before = this.known.get(wanted.oid)
    if (before && before.type !== wanted.type)
      throw refused(wanted.ref, wanted.oid, `expected a ${before.type} and a ${wanted.type} in one`)
    this.known.set(wanted.oid, wanted)
  }

  private open({ type, content }: GitObject, oid: Oid, ref: string): void {
    const most = this.limits.objectBytes[type]
    if (content.length > most)
      throw refused(ref, oid, `expected a ${type} of at most ${most} bytes, saw ${content.length}`)
    if (type === 'commit') {
      const commit = parseCommit(content)
      this.commits.set(oid, commit)
      this.want({ oid: commit.tree, type: 'tree', ref })
      for (const parent of commit.parents) this.want({ oid: parent, type: 'commit', ref })
    } else if (type === 'tree') {
      const entries = parseTree(content)
      this.trees.set(oid, entries)
      for (const { oid: child, kind } of entries)
        this.want({ oid: child, type: kind === 'folder' ? 'tree' : 'blob', ref })
    } else if (type === 'tag') this.want({ oid: parseTag(content).commit, type: 'commit', ref })
  }

  async checkKnown(known: KnownObjects): Promise<GitError | null> {
    const types = await known.typesOf([...this.known.keys()])
    for (const { oid, type, ref } of this.known.values()) {
      const found = types.get(oid)
      if (found === undefined) return refused(ref, oid, `expected a ${type}, which is missing`)
      if (found !== type) return refused(ref, oid, `expected a ${type}, saw a ${found}`)
    }
    return null
  }
}

/** In an order in which every commit stands before its parents. */
function newestFirst(commits: ReadonlyMap<Oid, ParsedCommit>): ReadonlyMap<Oid, ParsedCommit> {
  const children = new Map<Oid, number>()
  for (const { parents } of commits.values())
    for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1)
  const ready = [...commits.keys()].filter((oid) => !children.has(oid))
  const ordered = new Map<Oid, ParsedCommit>()
  for (let oid = ready.pop(); oid !== undefined; oid = ready.pop()) {
    const commit = commits.get(oid)
    if (!commit) continue
    ordered.set(oid, commit)
    for (const parent of commit.parents) {
      const left = (children.get(parent) ?? 0) - 1
      children.set(parent, left)
      if (left === 0) ready.push(parent)
    }
  }
  return ordered
}

function sound<T>(oid: Oid, ref: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (isDomainError(error) && error.facts['oid'] === undefined)
      throw refused(ref, oid, error.message, error)
    throw error
  }
}

const refused = (ref: string, oid: Oid, message: string, cause?: unknown) =>
  new GitError('OBJECT_REFUSED', `${message} (${oid.slice(0, 10)})`, { ref, oid }, { cause })
