import 'reflect-metadata'
import { expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import {
  applyFix,
  decideCommit,
  draftCommit,
  lintFiles,
  MemoryPolicyStore,
  type LintFix,
} from '../index.js'
import { manifestYaml } from '../policy-store.contract.js'
import { PolicyLintResolver } from './policy-lint.resolver.js'

const clock = new SystemClock()
const store = new MemoryPolicyStore(new IdSource(clock, new SystemRandomness()), clock)
const lint = new PolicyLintResolver(store)
const author = { id: 'ann', name: 'Ann' }
const commit = (policy: string, words: string, tokens?: number) => {
  const request = { policy, text: words, manifestYaml, cases: '', message: 'm', author }
  const draft = draftCommit(request, clock.now())
  return store.recordVersion(policy, (past) => decideCommit(draft, null, past, tokens))
}

const text =
  '# Spam\n## Violates (INVALID)\n- SP-1.1 Repeated promotion: thrice.\n- SP1.1 once more\n'

test('a draft is told what the room knows of it, why, and how to mend it', async () => {
  const { tokens, remarks } = await lint.lintPolicy({ text, manifest: manifestYaml })
  expect(tokens).toBeGreaterThan(10)
  const bare = lintFiles({ text, manifestYaml, cases: null }, { tokens })
  expect(remarks.map(({ why: _, ...remark }) => remark)).toEqual(bare)
  for (const { why } of remarks) expect(why).toMatch(/\.$/)
  const fixes = remarks.flatMap((remark) => remark.fixes as readonly LintFix[])
  const [fix] = fixes.filter(({ isSafe }) => isSafe)
  expect(fix && applyFix({ text }, fix).text).toContain('- SP-1.1 once more')
})

test('a draft of a policy is held to the past of that policy', async () => {
  await commit('spam', text)
  const manifest = manifestYaml.replace('outcome: violates', 'outcome: allowed')
  const codesOf = async (policy: string | null) =>
    (await lint.lintPolicy({ policy, text, manifest })).remarks.map(({ code }) => code)
  expect(await codesOf('spam')).toContain('code-with-other-outcome')
  expect(await codesOf('other')).not.toContain('code-with-other-outcome')
  expect(await codesOf('imported-spam')).toContain('name-refused')
})

test('a commit is refused for an error and for nothing less', async () => {
  const refused = (code: string) => ({ code: 'LINT_REFUSED', facts: { remarks: [{ code }] } })
  await expect(commit('other', `${text}<|start|>`)).rejects.toMatchObject(refused('special-token'))
  await expect(commit('other', text, 10_001)).rejects.toMatchObject(refused('too-long'))
  await expect(commit('other', 'inappropriate', 10_000)).resolves.toMatchObject({ sequence: 1 })
})
