import type { GitRepo } from 'just-git/server'
import { readCommit, readTree } from 'just-git/repo'
import type { Oid } from './git-object.js'
import type { FileAt, FileFound } from './git-store.js'

/** How far the walk to one file has come: what is left of its path, from which object. */
interface Place {
  left: readonly string[]
  oid: Oid | null
}

/**
 * Walks all paths together, one step down at a time, so that many files of many commits cost one batch of objects a
 * step. Null where a path leads nowhere or to a folder.
 */
export async function readFiles(
  repo: GitRepo,
  files: readonly FileAt[],
): Promise<(FileFound | null)[]> {
  await fetchTogether(
    repo,
    files.map(({ commit }) => commit),
  )
  const places = await Promise.all(
    files.map(async ({ commit, path }): Promise<Place> => {
      const { tree } = await readCommit(repo, commit)
      return { left: path.split('/'), oid: tree }
    }),
  )
  for (;;) {
    const walking = places.filter(({ left, oid }) => left.length > 0 && oid !== null)
    await fetchTogether(
      repo,
      walking.map(({ oid }) => oid ?? ''),
    )
    if (walking.length === 0) break
    for (const place of walking) {
      const [name, ...left] = place.left
      const entries = await readTree(repo, place.oid ?? '')
      const entry = entries.find((each) => each.name === name)
      const isFolder = entry !== undefined && Number.parseInt(entry.mode, 8) === 0o40000
      place.oid = entry && isFolder === left.length > 0 ? entry.hash : null
      place.left = left
    }
  }
  const blobs = await fetchTogether(
    repo,
    places.flatMap(({ oid }) => oid ?? []),
  )
  return places.map(({ oid }) => {
    const blob = oid === null ? undefined : blobs.get(oid)
    return oid !== null && blob ? { oid, bytes: blob } : null
  })
}

async function fetchTogether(
  repo: GitRepo,
  oids: readonly Oid[],
): Promise<ReadonlyMap<Oid, Uint8Array>> {
  const wanted = [...new Set(oids)]
  const { objectStore: store } = repo
  // What only rehearses reads one by one.
  const found =
    (await store.readMany?.(wanted)) ??
    new Map(await Promise.all(wanted.map(async (oid) => [oid, await store.read(oid)] as const)))
  return new Map([...found].map(([oid, { content }]) => [oid, content]))
}
