import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { lintPolicy } from './lint-policy.js'
import { parsePolicyManifest, type PolicyManifest, type RuleEntry } from '../policy-manifest.js'

const rule = (code: string, more: Partial<RuleEntry> = {}): RuleEntry => ({
  code,
  title: `title of ${code}`,
  outcome: 'violates',
  severity: 'medium',
  precedence: 1,
  ground: 'terms',
  ...more,
})

const manifest = (...rules: RuleEntry[]): PolicyManifest => ({
  title: 'Spam',
  owners: [],
  contract: 'words',
  labels: [],
  rules,
  effort: 'low',
  actions: { violates: 'hide', undetermined: 'hide' },
})

const history = (...versions: RuleEntry[][]) =>
  versions.map((rules, index) => ({ sequence: index + 1, manifest: manifest(...rules) }))

const kinds = (now: RuleEntry[], past: RuleEntry[][] = [], text?: string) =>
  lintPolicy(
    text ?? now.map(({ code }) => `- ${code} x`).join('\n'),
    manifest(...now),
    history(...past),
  )
    .filter(({ rule }) => rule !== null)
    .map(({ code, severity }) => `${severity} ${code}`)

test('a sharpened rule keeps its code', () => {
  expect(kinds([rule('A-1', { title: 'sharper' })], [[rule('A-1')]])).toEqual([])
})

test('a code never comes to mean the opposite', () => {
  expect(kinds([rule('A-1', { outcome: 'allowed' })], [[rule('A-1')], [rule('A-2')]])).toEqual([
    'error code-with-other-outcome',
  ])
})

test('a retired code names no other rule, but may come back as it was', () => {
  const past = [[rule('A-1')], [rule('A-2')]]
  expect(kinds([rule('A-1', { title: 'another' })], past)).toEqual(['error retired-code-reused'])
  expect(kinds([rule('A-1')], past)).toEqual([])
})

test('what text and manifest do not share is remarked on', () => {
  expect(kinds([rule('A-1'), rule('A-2')], [], '- A-1 x\n- A-3 y\n- A-4 z')).toEqual([
    'warning rule-not-in-text',
    'warning code-not-in-manifest',
    'warning code-not-in-manifest',
  ])
})

test.each(['spam', 'harassment', 'self-harm', 'weapons-trade', 'prompt-injection'])(
  'the shipped policy %s passes without a remark, both versions',
  (name) => {
    const read = (file: string) =>
      readFileSync(new URL(`../../../../policies/${name}/${file}`, import.meta.url), 'utf8')
    const first = parsePolicyManifest(read('earlier/1/policy.yaml'))
    expect(lintPolicy(read('earlier/1/policy.md'), first, [])).toEqual([])
    const second = parsePolicyManifest(read('policy.yaml'))
    const past = [{ sequence: 1, manifest: first }]
    expect(lintPolicy(read('policy.md'), second, past)).toEqual([])
  },
)
