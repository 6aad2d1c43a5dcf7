import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  parseBundleLine,
  prepareBundlePolicies,
  prepareBundlePolicy,
  readPoliciesIndex,
} from '@assize/reasoning-audit'
import { bundleFolder, linesOf, root } from './bundle.mjs'

/** Recorded traces where a bundle is found, read in place; else traces made from the shipped policies. */
export function someTraces() {
  return existsSync(join(bundleFolder, 'traces.jsonl'))
    ? { ...recorded(), from: `recorded, read in place` }
    : { ...generated(), from: 'generated, as no trace bundle is at hand' }
}

function recorded() {
  const text = readFileSync(join(bundleFolder, 'policies', 'index.json'), 'utf8')
  const versions = readPoliciesIndex(text).entries.map((entry) => ({
    ...entry,
    text: readFileSync(join(bundleFolder, entry.file), 'utf8'),
  }))
  const traces = linesOf('traces.jsonl')
    .map((line, index) => parseBundleLine(line, index + 1))
    .flatMap((parsed) => (parsed.kind === 'trace' ? [parsed.trace] : []))
  return { traces, policies: prepareBundlePolicies(versions) }
}

/** Each test case of each policy judged with its own label, and a trace that quotes rule and content. */
function generated() {
  const folders = readdirSync(join(root, 'policies'), { withFileTypes: true })
  const policies = new Map()
  const traces = folders
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const text = readFileSync(join(root, 'policies', name, 'policy.md'), 'utf8')
      policies.set(name, prepareBundlePolicy(text))
      const cases = readFileSync(join(root, 'policies', name, 'cases.jsonl'), 'utf8')
      return cases
        .trim()
        .split('\n')
        .map((line) => traceOf(name, text, JSON.parse(line)))
    })
  return { traces, policies }
}

function traceOf(policyVersion, policy, { content, label, rules, note = '' }) {
  const messages = typeof content === 'string' ? [{ role: 'user', content }] : [...content.messages]
  const said = messages.at(-1).content
  const quoted = policy.split('\n').filter((line) => line.length > 40)
  const reasoning = quoted
    .slice(0, 5)
    .map(
      (line, n) =>
        `The policy says "${line.trim()}". The content says "${said.slice(0, 80)}". ${rules[n % rules.length] ?? 'No rule'} ${n % 2 ? 'might apply' : 'applies'}. ${note}`,
    )
    .join(' ')
  return {
    traceId: `${policyVersion}:${said.slice(0, 20)}`,
    policyVersion,
    messages,
    output: label,
    reasoning: `${reasoning} So the answer is ${label}.`,
    finishReason: 'stop',
  }
}
