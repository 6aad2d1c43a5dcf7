import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isFlagging } from './audit-trace.js'
import { findingTypes, type AuditFinding } from './detectors.js'
import {
  consequencesOf,
  followFindings,
  usualStanding,
  type FindingStanding,
} from './finding-rules-applied.js'
import { findingConsequences, parseFindingRules, type FindingRule } from './finding-rules.js'
import { findingSeverities } from './finding.js'
import type { Suppression } from './finding-suppression.js'

const at = new Date('2026-11-03T10:00:00.000Z')
const where = { policy: 'spam', citedRules: ['SP-1'], findingId: (index: number) => `set:${index}` }

const aFinding = (over: Partial<AuditFinding> = {}): AuditFinding => ({
  ...{ type: 'fabricated-quote', severity: 'hard', confidence: 0.9, spans: [] },
  ...{ message: 'quotes what nobody wrote', evidence: {} },
  ...over,
})

const aRule = (over: Partial<FindingRule> = {}): FindingRule => ({
  ...{ type: null, severity: null, minConfidence: 0, does: 'open-case' },
  ...over,
})

const aSuppression = (over: Partial<Suppression> = {}): Suppression => ({
  ...{ id: 's', policy: 'spam', type: 'fabricated-quote', rule: null, findingId: null },
  ...{ reason: 'the detector misreads lists', until: null, by: 'p', recordedAt: at, lifted: null },
  ...over,
})

const follow = (findings: readonly AuditFinding[], standing: Partial<FindingStanding> = {}) =>
  followFindings(findings, { ...usualStanding, ...standing }, where, at)

const idle = { opensCase: false, escalates: false, blockedBy: [], repeats: false }
const finding = fc.record({
  type: fc.constantFrom(...findingTypes),
  severity: fc.constantFrom(...findingSeverities),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('without rules of its own', () => {
  test('a policy opens a case for exactly what flags a verdict, and does nothing else', () => {
    fc.assert(
      fc.property(fc.array(finding), (parts) => {
        const findings = parts.map((part) => aFinding(part))
        expect(follow(findings).call).toEqual({ ...idle, opensCase: findings.some(isFlagging) })
      }),
    )
  })
})

describe('rules', () => {
  test('that name a type stand in place of those for all types', () => {
    const rules = [aRule(), aRule({ type: 'fabricated-quote', minConfidence: 0.8, does: 'repeat' })]
    expect(consequencesOf(aFinding(), rules)).toEqual(['repeat'])
    expect(consequencesOf(aFinding({ confidence: 0.7 }), rules)).toEqual(['count'])
    expect(consequencesOf(aFinding({ type: 'unknown-rule' }), rules)).toEqual(['open-case'])
  })

  test('that match all act; a finding that none matches only counts', () => {
    const rules = [
      aRule({ does: 'repeat' }),
      aRule({ severity: 'hard', does: 'block-action' }),
      aRule({ does: 'count' }),
    ]
    expect(consequencesOf(aFinding(), rules)).toEqual(['repeat', 'block-action'])
    expect(consequencesOf(aFinding(), [])).toEqual(['count'])
  })

  test('that escalate or block an action open a case, since a person has to end it', () => {
    const blocked = follow([aFinding()], { rules: [aRule({ does: 'block-action' })] })
    expect(blocked.call).toEqual({ ...idle, opensCase: true, blockedBy: ['fabricated-quote'] })
    const escalated = follow([aFinding()], { rules: [aRule({ does: 'escalate' })] })
    expect(escalated.call).toEqual({ ...idle, opensCase: true, escalates: true })
    const repeated = follow([aFinding()], { rules: [aRule({ does: 'repeat' })] })
    expect(repeated.call).toEqual({ ...idle, repeats: true })
  })
})

const rule = fc.record({
  type: fc.constantFrom(null, ...findingTypes),
  severity: fc.constantFrom(null, ...findingSeverities),
  minConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
  does: fc.constantFrom(...findingConsequences),
})

test('an advisory detector and a suppressed finding do nothing but count, whatever the rules', () => {
  fc.assert(
    fc.property(fc.array(finding), fc.array(rule), (parts, rules) => {
      const findings = parts.map((part) => aFinding(part))
      const advised = follow(findings, { rules, advisory: new Set(findingTypes) })
      expect(advised.call).toEqual(idle)
      for (const each of advised.findings) expect(each).toEqual({ does: ['count'], advisory: true })
      const suppressions = findingTypes.map((type) => aSuppression({ type }))
      const suppressed = follow(findings, { rules, suppressions })
      expect(suppressed.call).toEqual(idle)
      for (const each of suppressed.findings)
        expect(each).toEqual({ does: ['count'], suppression: 's' })
    }),
  )
})

describe('a suppression', () => {
  const opens = (over: Partial<Suppression>, found: Partial<AuditFinding> = {}) =>
    follow([aFinding(found)], { suppressions: [aSuppression(over)] }).call.opensCase

  test('holds until its end or until it is lifted', () => {
    expect(opens({ until: new Date(at.getTime() + 1) })).toBe(false)
    expect(opens({ until: at })).toBe(true)
    expect(opens({ lifted: { by: 'p', at } })).toBe(true)
  })

  test('reaches no other policy, type, rule or finding', () => {
    expect(opens({})).toBe(false)
    expect(opens({ policy: 'harassment' })).toBe(true)
    expect(opens({ type: 'unknown-rule' })).toBe(true)
    expect(opens({ findingId: 'set:0' })).toBe(false)
    expect(opens({ findingId: 'set:1' })).toBe(true)
  })

  test('of a rule looks at the code the finding is about, else at what the verdict cites', () => {
    expect(opens({ rule: 'SP-1' })).toBe(false)
    expect(opens({ rule: 'SP-2' })).toBe(true)
    expect(opens({ rule: 'SP-2' }, { evidence: { code: 'SP-2' } })).toBe(false)
    expect(opens({ rule: 'SP-1' }, { evidence: { code: 'SP-2' } })).toBe(true)
  })
})

describe('rules as asked for', () => {
  test('are kept as they are when sound', () => {
    const rules = [aRule(), aRule({ type: 'unknown-rule', does: 'count' })]
    expect(parseFindingRules(rules)).toEqual(rules)
  })

  test.each([
    ['a confidence beyond 1', [aRule({ minConfidence: 1.5 })], 'RULES_INVALID'],
    ['no confidence', [aRule({ minConfidence: Number.NaN })], 'RULES_INVALID'],
    ['the same twice', [aRule(), aRule({ minConfidence: 0.5 })], 'RULES_INVALID'],
    ['too many', Array.from({ length: 101 }, () => aRule()), 'RULES_TOO_MANY'],
  ])('are refused for %s', (_, rules, code) => {
    expect(() => parseFindingRules(rules)).toThrow(expect.objectContaining({ code }))
  })
})
