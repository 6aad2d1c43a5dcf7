import { expect, test } from '@jest/globals'
import { MemoryGitStore, type Push, type PushedRef } from '@assize/gitstore'
import { lintHead } from '../changes/lint-head.js'
import { versionOfMerge } from '../changes/merged-version.js'
import { mostLintedBytes } from '../changes/most-linted.js'
import { manifestYaml } from '../policy-store.contract.js'
import { policyRepository } from '../version-in-git.js'
import { policyPushLint } from './push-lint.js'

const text = '# Spam\n\n- SP-1.1 Repeated promotion.\n'
const branch = (name: string, commit: string): PushedRef => ({
  ...{ ref: `refs/heads/${name}`, kind: 'branch', change: 'made', old: null },
  ...{ new: commit, commit },
})

const fewTokens = () => Promise.resolve(500)

/** A push of one commit that holds so many policies of the same text, to these branches. */
async function pushed(policies: number, names: readonly string[]): Promise<Push> {
  const git = new MemoryGitStore()
  await git.initRepository(policyRepository)
  const changes = Array.from({ length: policies }, (_, n) => [
    { path: `policies/p${n}/policy.md`, bytes: Buffer.from(text) },
    { path: `policies/p${n}/policy.yaml`, bytes: Buffer.from(manifestYaml) },
  ]).flat()
  const commit = await git.commitFiles({
    ...{ repo: policyRepository, branch: 'pushed', message: 'm', changes },
    author: { name: 'A', email: 'a@example.com', at: new Date(1_700_000_000_000) },
  })
  const refs = names.map((name) => branch(name, commit))
  return { repo: policyRepository, refs, git } as unknown as Push
}

test('one text under many names is read up to a bound, and refused beyond it', async () => {
  const lint = (bound: number) => policyPushLint(() => Promise.resolve([]), fewTokens, bound)
  const size = text.length + manifestYaml.length
  const push = await pushed(20, ['a'])
  const within = await lint(20 * size).check(push)
  expect(new Set(within.map(({ path }) => path?.split('/')[1])).size).toBe(20)
  expect(within.some(({ severity }) => severity === 'error')).toBe(false)
  const beyond = await lint(20 * size - 1).check(push)
  expect(new Set(beyond.flatMap(({ path }) => path?.split('/')[1] ?? [])).size).toBe(19)
  expect(beyond[0]).toMatchObject({
    ...{ severity: 'error', ref: 'refs/heads/a', code: 'PUSH_TOO_LARGE' },
  })
})

test('a commit that many branches end in is read once', async () => {
  const lint = policyPushLint(
    () => Promise.resolve([]),
    fewTokens,
    text.length + manifestYaml.length,
  )
  const once = await lint.check(await pushed(1, ['a']))
  expect(await lint.check(await pushed(1, ['a', 'b', 'c']))).toEqual(once)
})

test('a change of more than is read does not pass the lint', () => {
  const files = { text, manifestYaml, cases: null }
  const policy = (name: string) => ({ tokens: 500, policy: name, files, history: [] })
  expect(lintHead([policy('a')])).toMatchObject({ state: 'passed' })
  const large = { ...policy('b'), files: { ...files, cases: ' '.repeat(mostLintedBytes) } }
  expect(lintHead([policy('a'), large])).toMatchObject({ state: 'failed' })
})

test('a text of too many tokens is refused wherever it comes in, though it is short', async () => {
  const many = 10_001
  const lint = policyPushLint(
    () => Promise.resolve([]),
    () => Promise.resolve(many),
  )
  const told = await lint.check(await pushed(1, ['a']))
  expect(told[0]).toMatchObject({ severity: 'error', code: 'too-long' })
  const files = { text, manifestYaml, cases: null }
  const head = { policy: 'a', files, history: [], tokens: many }
  expect(lintHead([head])).toMatchObject({ state: 'failed' })
  const merged = {
    ...{ policy: 'a', files, tokens: many, message: 'm' },
    ...{ author: { id: 'ann', name: 'Ann' }, at: new Date(0) },
  }
  expect(() => versionOfMerge(merged, { versions: [], publications: [] })).toThrow(/10,000 tokens/)
})
