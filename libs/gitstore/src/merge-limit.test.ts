import { expect, test } from '@jest/globals'
import { MemoryGitStore } from './memory-git-store.js'
import { mostMergedLines } from './merge-limit.js'

/** A file of so many lines whose first one side changed and whose last the other; their merge, and a pick of one. */
async function sides(lines: number) {
  const store = new MemoryGitStore()
  await store.initRepository('r')
  const numbered = Array.from({ length: lines }, (_, n) => `line ${n}`)
  const write = (branch: string, at: number, words: string) =>
    store.commitFiles({
      ...{ repo: 'r', branch, message: 'm', allowSameTree: true },
      author: { name: 'A', email: 'a@example.com', at: new Date(1_700_000_000_000) },
      changes: [{ path: 'long', bytes: Buffer.from(numbered.with(at, words).join('\n') + '\n') }],
    })
  const work = await store.branchWork('r')
  await work.makeBranch('other', await write('main', 0, 'line 0'))
  const [ours, theirs] = [await write('main', 0, 'ours'), await write('other', lines - 1, 'theirs')]
  return { merged: await work.merge(ours, theirs), picked: await work.pick(theirs, ours) }
}

test('files of as many lines as we merge go together', async () => {
  const { merged, picked } = await sides(mostMergedLines)
  expect(merged).toMatchObject({ kind: 'clean' })
  expect(picked).toEqual(merged)
})

test('longer ones are named and left to git, however long', async () => {
  const refused = { kind: 'too-long', paths: ['long'] }
  expect(await sides(200_000)).toEqual({ merged: refused, picked: refused })
  expect((await sides(mostMergedLines + 1)).merged).toEqual(refused)
})
