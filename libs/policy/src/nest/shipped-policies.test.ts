import { describe, expect, test } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { countTokens } from '@assize/platform'
import {
  contractOfManifest,
  lintPolicy,
  locateRules,
  parsePolicyCases,
  parsePolicyManifest,
} from '../index.js'
import { readShippedPolicies } from './shipped-policies.js'

const folder = fileURLToPath(new URL('../../../../policies', import.meta.url))
const somebody = { id: 'somebody', name: 'Somebody' }
const shipped = await readShippedPolicies(folder, {
  ...{ author: somebody, approver: somebody, now: new Date('2026-06-01T00:00:00Z') },
})
const named = shipped.map((version) => {
  const { policy, text, at } = version
  const manifest = parsePolicyManifest(version.manifestYaml ?? '')
  const cases = parsePolicyCases(version.cases ?? '', manifest.labels)
  return { name: `${policy} of ${at.toISOString().slice(0, 10)}`, policy, text, manifest, cases }
})

test('five policies, each in two versions', () => {
  const policies = named.map(({ policy }) => policy)
  expect(new Set(policies)).toEqual(
    new Set(['harassment', 'prompt-injection', 'self-harm', 'spam', 'weapons-trade']),
  )
  for (const policy of policies) expect(policies.filter((each) => each === policy)).toHaveLength(2)
})

test('the lint has nothing to say of any, knowing the version before', () => {
  for (const { policy, text, manifest } of named) {
    const at = named.findIndex((each) => each.text === text)
    const before = named.slice(0, at).filter((each) => each.policy === policy)
    const history = before.map((each) => ({ sequence: 1, manifest: each.manifest }))
    expect(lintPolicy(text, manifest, history)).toEqual([])
  }
})

describe.each(named)('$name', ({ text, manifest, cases }) => {
  test('has 400 to 600 tokens, as the model counts', async () => {
    const tokens = await countTokens(text)
    expect(tokens).toBeGreaterThanOrEqual(400)
    expect(tokens).toBeLessThanOrEqual(600)
  })

  test('has its sections, and states its contract again before the examples', () => {
    const sections = text.match(/^## .*/gm) ?? []
    expect(sections.map((heading) => heading.replace(/^## (\w+).*/, '$1'))).toEqual(
      ['Instructions', 'Definitions', 'Violates', 'Escalate', 'Safe', 'Examples'].filter(
        (section) => section !== 'Escalate' || text.includes('## Escalate'),
      ),
    )
    const [, instructions = '', examples = ''] =
      /## Instructions\n([^]*?)\n## [^]*## Examples\n(.*)/.exec(text) ?? []
    for (const part of [instructions, examples]) expect(part).toMatch(/^Answer with /m)
  })

  test('has four to six labelled examples, on both sides', () => {
    const labels = [...text.matchAll(/^ {2}Answer: (.+)$/gm)].map(([, answer = '']) => answer)
    expect(labels.length).toBeGreaterThanOrEqual(4)
    expect(labels.length).toBeLessThanOrEqual(6)
    const outcomes = labels.map((label) => {
      const word = /^\{"violation": ([01])/.exec(label)?.[1] ?? label
      return manifest.labels.find((each) => each.label === word)?.outcome
    })
    expect(outcomes).not.toContain(undefined)
    expect(new Set(outcomes).size).toBeGreaterThan(1)
    expect(text.match(/^ {2}Why: /gm)).toHaveLength(labels.length)
  })

  test('states every rule of its manifest, and no other', () => {
    const stated = [...text.matchAll(/^- ([A-Z]{2}-\d\.\d) [^:]+: /gm)].map(([, code]) => code)
    expect(new Set(stated)).toEqual(new Set(manifest.rules.map(({ code }) => code)))
    expect(locateRules(text, manifest.rules).every(({ start }) => start !== null)).toBe(true)
    const { kind, strict } = contractOfManifest(manifest, text)
    expect({ kind, strict }).toEqual({ kind: manifest.contract, strict: true })
  })

  test('has twelve test cases or more, whose labels and rules agree', () => {
    expect(cases.length).toBeGreaterThanOrEqual(12)
    for (const { label, rules, note } of cases) {
      const outcome = manifest.labels.find((each) => each.label === label)?.outcome
      const reasons = rules.map(
        (code) => manifest.rules.find((rule) => rule.code === code)?.outcome,
      )
      expect(reasons.every((reason) => reason === outcome)).toBe(true)
      expect(rules.length > 0).toBe(outcome !== 'allowed')
      expect(note).not.toBe('')
    }
    const labels = new Set(cases.map(({ label }) => label))
    expect(labels).toEqual(new Set(manifest.labels.map(({ label }) => label)))
  })
})
