import { expect, test } from '@jest/globals'
import type { ParsedCommit, Push, TreeEntry } from '@assize/gitstore'
import { policyLayout } from './policy-layout.js'

const folder = (name: string, oid: string): TreeEntry => ({ name, oid, kind: 'folder' })

/** Commits from the newest to the first, each the child of those after it, over these trees; counts what is read. */
function pushed(trees: Readonly<Record<string, readonly TreeEntry[]>>, roots: readonly string[]) {
  let reads = 0
  const commits = new Map(
    roots.map((tree, n) => {
      const parents = roots.slice(n + 1, n + 17).map((_, k) => `c${n + 1 + k}`)
      return [`c${n}`, { tree, parents } as unknown as ParsedCommit]
    }),
  )
  const readTree = (oid: string) => {
    reads += trees[oid]?.length ?? 0
    return Promise.resolve(trees[oid] ?? [])
  }
  return { push: { repo: 'r', commits, readTree } as unknown as Push, reads: () => reads }
}

test('many commits of one folder of many policies cost little more than one of them', async () => {
  const policies = Array.from({ length: 1000 }, (_, n) => folder(`p${n}`, 'policy'))
  const trees = { root: [folder('policies', 'policies')], policies, policy: [] }
  const { push, reads } = pushed(
    trees,
    Array.from({ length: 300 }, () => 'root'),
  )
  expect(await policyLayout.check(push)).toEqual([])
  expect(reads()).toBeLessThan(300 * 17 * 2 + 3 * policies.length)
})

test('what was imported stays as a parent has it, whatever the commits in between', async () => {
  const trees = {
    ...{ before: [folder('policies', 'old')], after: [folder('policies', 'new')] },
    ...{ old: [folder('imported-x', 'one')], new: [folder('imported-x', 'two')], one: [], two: [] },
  }
  const check = (roots: readonly string[]) => policyLayout.check(pushed(trees, roots).push)
  const said = expect.stringContaining('imported')
  expect(await check(['after', 'before'])).toMatchObject([{ message: said }, { message: said }])
  expect(await check(['before'])).toMatchObject([{ path: 'policies/imported-x', message: said }])
})
