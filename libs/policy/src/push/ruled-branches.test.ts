import { expect, test } from '@jest/globals'
import type { Push, PushedRef } from '@assize/gitstore'
import { releaseTags } from './release-tags.js'
import { ruledBranches } from './ruled-branches.js'

const ref = (name: string, change: PushedRef['change']): PushedRef => ({
  ...{ ref: name, change, old: null, new: null, commit: null },
  kind: name.startsWith('refs/tags/') ? 'tag' : 'branch',
})
const push = (...refs: PushedRef[]) => ({ refs }) as unknown as Push

test('a branch that takes no commits is moved by changes only', async () => {
  const rule = ruledBranches((branch) => Promise.resolve({ directCommits: branch !== 'release' }))
  const remarks = await rule.check(
    push(
      ref('refs/heads/release', 'moved'),
      ref('refs/heads/other', 'moved'),
      ref('refs/heads/release', 'made'),
      ref('refs/tags/release', 'moved'),
    ),
  )
  expect(remarks).toMatchObject([{ ref: 'refs/heads/release', code: 'CHANGE_REQUIRED' }])
})

test('nobody pushes what looks like a release', async () => {
  const remarks = await releaseTags.check(
    push(
      ref('refs/tags/spam/v3', 'made'),
      ref('refs/tags/spam/v3/x', 'made'),
      ref('refs/tags/v3', 'made'),
      ref('refs/tags/spam/v3x', 'made'),
      ref('refs/heads/spam/v3', 'made'),
    ),
  )
  expect(remarks).toMatchObject([
    { ref: 'refs/tags/spam/v3', code: 'TAG_RESERVED' },
    { ref: 'refs/tags/spam/v3/x', code: 'TAG_RESERVED' },
  ])
})
