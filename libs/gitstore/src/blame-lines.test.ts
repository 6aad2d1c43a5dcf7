import { expect, test } from '@jest/globals'
import type { BranchWork } from './branch-work.js'
import { MemoryGitStore } from './memory-git-store.js'

const author = { name: 'A', email: 'a@example.com' }
let seconds = 1_700_000_000

async function room() {
  const store = new MemoryGitStore()
  await store.initRepository('r')
  const write = (branch: string, lines: string, path = 'p/policy.md', gone: string[] = []) =>
    store.commitFiles({
      ...{ repo: 'r', branch, message: 'm', allowSameTree: true },
      author: { ...author, at: new Date(1000 * seconds++) },
      changes: [
        { path, bytes: Buffer.from(lines) },
        ...gone.map((each) => ({ path: each, delete: true as const })),
      ],
    })
  return { write, work: await store.branchWork('r') }
}

async function merge(work: BranchWork, into: string, ours: string, theirs: string) {
  const merged = await work.merge(ours, theirs)
  if (merged.kind !== 'clean') throw new TypeError('expected what goes together')
  const at = new Date(1000 * seconds++)
  const parents = [ours, theirs]
  const made = await work.commit({
    ...{ tree: merged.tree, parents, author: { ...author, at }, message: 'merge' },
  })
  await work.moveBranch(into, ours, made)
  return made
}

const commits = async (work: BranchWork, head: string, path = 'p/policy.md') =>
  (await work.blame(head, path)).map(({ commit }) => commit)

test('a line that came in with a branch of a branch is of the commit that wrote it, not of a merge', async () => {
  const { write, work } = await room()
  const first = await write('main', 'a\nb\nc\nd\ne\nf\ng\n')
  await work.makeBranch('one', first)
  await work.makeBranch('two', first)
  const deepest = await write('two', 'a\nb\nc\nd\ne\nf\nlast\n')
  const middle = await write('one', 'first\nb\nc\nd\ne\nf\ng\n')
  const one = await merge(work, 'one', middle, deepest)
  const main = await write('main', 'a\nb\nc\nmain\ne\nf\ng\n')
  const head = await merge(work, 'main', main, one)
  expect(await commits(work, head)).toEqual([middle, first, first, main, first, first, deepest])
})

test('a last line is another once it has a line feed, as git has it', async () => {
  const { write, work } = await room()
  const first = await write('main', 'a\nb')
  const second = await write('main', 'a\nb\nc\n')
  expect(await commits(work, second)).toEqual([first, second, second])
})

test('lines keep their commit where the file got another name', async () => {
  const { write, work } = await room()
  const first = await write('main', 'a\nb\nc\nd\ne\n')
  const moved = await write('main', 'a\nb\nc\nd\nE\n', 'q/policy.md', ['p/policy.md'])
  expect(await commits(work, moved, 'q/policy.md')).toEqual([first, first, first, first, moved])
})

test('an empty file has no lines, and one that is not there no blame', async () => {
  const { write, work } = await room()
  const head = await write('main', '')
  expect(await work.blame(head, 'p/policy.md')).toEqual([])
  await expect(work.blame(head, 'q')).rejects.toMatchObject({ code: 'PATH_UNKNOWN' })
})
