import { beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  auditBundleTrace,
  prepareBundlePolicies,
  type BundleAudit,
  type BundlePolicy,
} from './bundle-audit.js'
import { readPoliciesIndex } from './bundle-policies.js'
import { parseBundleLine, type BundleTrace } from './bundle-trace.js'
import { aurocWithinPolicy, rankPolicies } from './gold-evaluation-queue.js'
import {
  alarmsOnClean,
  goldTypeNames,
  raises,
  scoreAnyHard,
  scoreType,
  type AuditOf,
  type GoldRow,
  type GoldScore,
  type GoldType,
} from './gold-evaluation.js'

// Evaluated in place and never copied: the licence of these texts allows internal evaluation only.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = resolve(process.env['ASSIZE_TRACES'] ?? join(root, '../shared/traces'))
const present = existsSync(join(folder, 'gold.jsonl'))

const linesOf = (file: string) =>
  readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)

function readTraces(): BundleTrace[] {
  return linesOf('traces.jsonl').map((text, i) => {
    const parsed = parseBundleLine(text, i + 1)
    if (parsed.kind === 'problem') throw new Error(parsed.message)
    return parsed.trace
  })
}

function readPolicies(): ReadonlyMap<string, BundlePolicy> {
  const index = readPoliciesIndex(readFileSync(join(folder, 'policies/index.json'), 'utf8'))
  if (index.kind === 'refused') throw new Error(index.message)
  return prepareBundlePolicies(
    index.entries.map((entry) => ({
      ...entry,
      text: readFileSync(join(folder, entry.file), 'utf8'),
    })),
  )
}

const recallOf = ({ hits, missed }: GoldScore) =>
  hits.length / Math.max(1, hits.length + missed.length)
const f1Of = ({ hits, missed, wrong }: GoldScore) =>
  (2 * hits.length) / Math.max(1, 2 * hits.length + missed.length + wrong.length)

if (!present) {
  test(`gold evaluation is skipped: no gold.jsonl in ${folder}`, () => {
    expect(present).toBe(false)
  })
} else {
  describe('against audited traces', () => {
    let traces: readonly BundleTrace[] = []
    let gold: readonly GoldRow[] = []
    const audits = new Map<string, BundleAudit>()
    const auditOf: AuditOf = (traceId) => audits.get(traceId)

    beforeAll(() => {
      const policies = readPolicies()
      traces = readTraces()
      for (const trace of traces)
        audits.set(trace.traceId, auditBundleTrace(trace, policies.get(trace.policyVersion)))
      gold = linesOf('gold.jsonl').map((text) => JSON.parse(text) as GoldRow)
    })

    test('no trace lacks its policy', () => {
      expect([...audits.values()].filter(({ error }) => error !== undefined)).toEqual([])
    })

    test('hard negatives and clean traces are left alone but for three in a hundred', () => {
      const scores = goldTypeNames.map((type) => scoreType(type, gold, auditOf))
      const sum = (of: (score: GoldScore) => readonly string[]) =>
        scores.reduce((all, score) => all + of(score).length, 0)
      const { clean, alarmed } = alarmsOnClean(gold, auditOf)
      const alarms = sum(({ onHardNegatives }) => onHardNegatives) + alarmed.length
      const all = sum(({ hardNegatives }) => hardNegatives) + clean
      expect(alarms / all).toBeLessThanOrEqual(0.03)
    })

    // The orders: a floor under F1 of any hard finding, and of made-up quotations.
    test('any hard finding', () => {
      expect(f1Of(scoreAnyHard(gold, auditOf))).toBeGreaterThanOrEqual(0.9)
    })

    test('made-up quotations', () => {
      const score = scoreType('quote_fabricated', gold, auditOf)
      const { hits, wrong } = score
      expect(f1Of(score)).toBeGreaterThanOrEqual(0.75)
      expect(hits.length / (hits.length + wrong.length)).toBeGreaterThanOrEqual(0.75)
    })

    test.each([
      ['citation_unknown', 1],
      ['verdict_contradicts_cot', 1],
      ['output_off_taxonomy', 1],
      ['output_not_exact', 1],
      ['recorded_label_mismatch', 1],
    ] as const)('%s: recall of at least %d', (type, recall) => {
      expect(recallOf(scoreType(type, gold, auditOf))).toBeGreaterThanOrEqual(recall)
    })

    test('risk ranks wrong verdicts before right ones of the same policy', () => {
      const verdicts = traces.flatMap(({ traceId, policyVersion, expectedLabel }) => {
        const { label = null, risk = 0 } = audits.get(traceId) ?? {}
        if (!expectedLabel || !/^(?:IN)?VALID$/.test(label ?? '')) return []
        const policy = policyVersion.split('@')[0] ?? policyVersion
        return [{ policy, risk, wrong: label !== expectedLabel }]
      })
      expect(aurocWithinPolicy(rankPolicies(verdicts))).toBeGreaterThanOrEqual(0.8)
    })

    test('people are not flooded', () => {
      const all = [...audits.values()]
      const share = (type: GoldType) => all.filter((each) => raises(each, type)).length / all.length
      expect(share('quote_fabricated')).toBeLessThan(0.1)
      expect(share('citation_unknown')).toBeLessThan(0.01)
      expect(share('verdict_contradicts_cot')).toBeLessThan(0.01)
      expect(share('rationale_inconsistent')).toBeLessThan(0.01)
      expect(share('injection_obeyed')).toBeLessThan(0.01)
      expect(share('cot_truncated')).toBeLessThan(0.005)
    })
  })
}
