import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
import { parseTree, type TreeEntry } from './parse-tree.js'
import type { PushLimits } from './push-limits.js'
import type { FindObjects } from './read-pack.js'

interface Shape {
  readonly depth: number
  readonly files: number
}

/**
 * Refuses trees that are too deep or spread out to too many files. A small tree that names another many times, which
 * does the same, spreads out to more files than bytes; each tree is therefore measured once, whatever leads to it.
 * Throws `OBJECT_REFUSED`.
 */
export async function measureTrees(
  roots: ReadonlySet<Oid>,
  pushed: ReadonlyMap<Oid, readonly TreeEntry[]>,
  known: { readonly read: FindObjects },
  limits: PushLimits,
): Promise<void> {
  const trees = await withKnown(pushed, known.read, limits)
  const shapes = new Map<Oid, Shape>()
  for (const root of roots) {
    const { files } = measure(root, 0, trees, shapes, limits)
    if (files > limits.files)
      throw refused(`expected at most ${limits.files} files in a commit, saw more`)
  }
}

function measure(
  oid: Oid,
  at: number,
  trees: ReadonlyMap<Oid, readonly TreeEntry[]>,
  shapes: Map<Oid, Shape>,
  limits: PushLimits,
): Shape {
  const tooDeep = () => refused(`expected at most ${limits.depth} folders inside each other`)
  if (at > limits.depth) throw tooDeep()
  const before = shapes.get(oid)
  if (before) {
    if (at + before.depth > limits.depth) throw tooDeep()
    return before
  }
  let depth = 0
  let files = 0
  for (const entry of trees.get(oid) ?? []) {
    if (entry.kind === 'file') files++
    else {
      const below = measure(entry.oid, at + 1, trees, shapes, limits)
      depth = Math.max(depth, below.depth + 1)
      files += below.files
    }
  }
  const shape = { depth, files }
  shapes.set(oid, shape)
  return shape
}

/** Known trees that pushed ones build on, a level at a time. */
async function withKnown(
  pushed: ReadonlyMap<Oid, readonly TreeEntry[]>,
  read: FindObjects,
  { depth }: PushLimits,
): Promise<ReadonlyMap<Oid, readonly TreeEntry[]>> {
  const all = new Map(pushed)
  let level: Iterable<readonly TreeEntry[]> = pushed.values()
  for (let at = 0; at <= depth; at++) {
    const wanted = new Set<Oid>()
    for (const entries of level)
      for (const { kind, oid } of entries) if (kind === 'folder' && !all.has(oid)) wanted.add(oid)
    if (wanted.size === 0) break
    const found = await read([...wanted])
    const parsed = [...found].map(([oid, { content }]) => [oid, parseTree(content)] as const)
    for (const [oid, entries] of parsed) all.set(oid, entries)
    level = parsed.map(([, entries]) => entries)
  }
  return all
}

const refused = (message: string) => new GitError('OBJECT_REFUSED', message)
