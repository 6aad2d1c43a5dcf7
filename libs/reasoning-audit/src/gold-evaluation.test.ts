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
import { isFlagging } from './audit-trace.js'

// Evaluated in place and never copied: the licence of these texts allows internal evaluation only.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = resolve(process.env['ASSIZE_TRACES'] ?? join(root, '../shared/traces'))
const present = existsSync(join(folder, 'gold.jsonl'))

interface Gold {
  readonly trace_id: string
  readonly findings: readonly { readonly type: string; readonly strength?: string }[]
  readonly exclude_types: readonly string[]
  readonly hard_negative_for: readonly string[]
}

interface Score {
  readonly hits: number
  readonly missed: readonly string[]
  readonly wrong: readonly string[]
  readonly onHardNegatives: readonly string[]
}

const goldTypes = {
  citation_unknown: ['unknown-rule', 'hard'],
  quote_fabricated: ['fabricated-quote', 'hard'],
  verdict_contradicts_cot: ['verdict-contradicts-trace', 'hard'],
  output_off_taxonomy: ['output-off-contract', 'hard'],
  output_not_exact: ['output-off-contract', 'soft'],
  recorded_label_mismatch: ['recorded-label-mismatch', 'hard'],
  cot_truncated: ['trace-truncated', 'hard'],
} as const
type GoldType = keyof typeof goldTypes

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

const raises = (audit: BundleAudit | undefined, goldType: GoldType): boolean => {
  const [type, severity] = goldTypes[goldType]
  return (audit?.findings ?? []).some(
    (finding) =>
      finding.type === type && finding.severity === severity && finding.confidence >= 0.5,
  )
}

function scoreOf(goldType: GoldType, gold: readonly Gold[], audits: Audits): Score {
  const scored = gold.filter((each) => !each.exclude_types.includes(goldType))
  const isPositive = (each: Gold) => each.findings.some(({ type }) => type === goldType)
  const ids = (keep: (each: Gold) => boolean) => scored.filter(keep).map((each) => each.trace_id)
  const raised = (each: Gold) => raises(audits.get(each.trace_id), goldType)
  return {
    hits: ids((each) => isPositive(each) && raised(each)).length,
    missed: ids((each) => isPositive(each) && !raised(each)),
    wrong: ids((each) => !isPositive(each) && raised(each)),
    onHardNegatives: ids((each) => each.hard_negative_for.includes(goldType) && raised(each)),
  }
}

type Audits = ReadonlyMap<string, BundleAudit>

const percent = (part: number, whole: number): string =>
  whole === 0 ? '   -' : `${Math.round((100 * part) / whole)} %`.padStart(5)

function table(scores: ReadonlyMap<GoldType, Score>, audits: Audits): string {
  const all = [...audits.values()]
  const rows = [...scores].map(([goldType, { hits, missed, wrong }]) =>
    [
      goldTypes[goldType].join(' ').padEnd(32),
      percent(hits, hits + wrong.length),
      percent(hits, hits + missed.length),
      String(hits + missed.length).padStart(5),
      String(all.filter((audit) => raises(audit, goldType)).length).padStart(6),
    ].join('  '),
  )
  const flagged = all.filter(
    ({ findings, outcome }) => outcome === 'undetermined' || findings.some(isFlagging),
  )
  const head = `${'finding'.padEnd(32)}  prec.   rec.   gold   all`
  return [head, ...rows, `flagged ${flagged.length} of ${all.length}`].join('\n')
}

if (!present) {
  test(`gold evaluation is skipped: no gold.jsonl in ${folder}`, () => {
    expect(present).toBe(false)
  })
} else {
  describe('against audited traces', () => {
    const audits = new Map<string, BundleAudit>()
    const scores = new Map<GoldType, Score>()

    beforeAll(() => {
      const policies = readPolicies()
      for (const trace of readTraces())
        audits.set(trace.traceId, auditBundleTrace(trace, policies.get(trace.policyVersion)))
      const gold = linesOf('gold.jsonl').map((text) => JSON.parse(text) as Gold)
      for (const goldType of Object.keys(goldTypes) as GoldType[])
        scores.set(goldType, scoreOf(goldType, gold, audits))
      process.stdout.write(`\n${table(scores, audits)}\n`)
    })

    test('no trace lacks its policy', () => {
      expect([...audits.values()].filter(({ error }) => error !== undefined)).toEqual([])
    })

    test.each(Object.keys(goldTypes) as GoldType[])(
      '%s is left alone on its hard negatives',
      (type) => {
        expect(scores.get(type)?.onHardNegatives).toEqual([])
      },
    )

    test.each([
      ['citation_unknown', 1, 0],
      // One is a quotation of two words that stand in the content: no word of it gives it away.
      ['quote_fabricated', 0.94, 0],
      ['verdict_contradicts_cot', 1, 0],
      ['output_off_taxonomy', 1, 0],
      ['output_not_exact', 1, 0],
      ['recorded_label_mismatch', 1, 0],
      ['cot_truncated', 0, 0],
    ] as const)('%s: recall of at least %d, at most %d false alarms', (type, recall, alarms) => {
      const { hits = 0, missed = [], wrong = [] } = scores.get(type) ?? {}
      expect(hits / Math.max(1, hits + missed.length)).toBeGreaterThanOrEqual(
        hits + missed.length === 0 ? 0 : recall,
      )
      expect(wrong.length).toBeLessThanOrEqual(alarms)
    })

    test('people are not flooded', () => {
      const all = [...audits.values()]
      const share = (type: GoldType) => all.filter((each) => raises(each, type)).length / all.length
      expect(share('quote_fabricated')).toBeLessThan(0.1)
      expect(share('citation_unknown')).toBeLessThan(0.01)
      expect(share('verdict_contradicts_cot')).toBeLessThan(0.01)
      expect(share('cot_truncated')).toBeLessThan(0.005)
    })
  })
}
