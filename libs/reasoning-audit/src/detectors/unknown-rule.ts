import type { UndefinedRule } from '../cited-rules.js'
import type { Finding } from '../finding.js'
import { findDefining, isStale } from '../stale-codes.js'
import type { SubjectReading } from '../subject-reading.js'

/** A rule code, section or appendix cited in the trace or the output which the policy does not define. */
export const unknownRule = {
  type: 'unknown-rule',
  about: {
    catches:
      "a code of the policy's families, also one that ends in a letter only, one letter off them or called a rule, and a section, appendix or number of a rule, which the policy does not define",
    blindSpots:
      'a code that the content brings along or the trace calls undefined in another place; parts of a policy that numbers none of them, if called by a low number',
  },
  detect,
} as const

type UnknownRule = Finding<'unknown-rule'>

function detect(reading: SubjectReading): UnknownRule[] {
  const cited = reading.undefinedRules.filter((rule) => !isStale(findDefining(reading, rule)))
  const found = cited.map((rule) => findingOf(reading, rule))
  const names = new Set(found.map(({ evidence }) => evidence['code']))
  return [...found, ...rulesNamed(reading).filter(({ evidence }) => !names.has(evidence['code']))]
}

/** Rules that the output names in a field made for them, whatever their shape. */
function rulesNamed(reading: SubjectReading): UnknownRule[] {
  const { contract, outcome, output } = reading.subject
  if (!outcome.faults.includes('rule-unknown')) return []
  const defined = new Set(contract.rules.map((rule) => rule.code))
  return outcome.rules
    .filter((code) => !defined.has(code))
    .map((code) => {
      const start = Math.max(0, output.indexOf(code))
      const span = { in: 'output', start, end: start + code.length } as const
      const rule = {
        kind: 'code',
        name: code.slice(0, 80),
        spans: [span],
        confidence: 0.9,
      } as const
      return findingOf(reading, rule)
    })
}

function findingOf(reading: SubjectReading, rule: UndefinedRule): UnknownRule {
  const { name, spans, confidence, kind } = rule
  const { codes, parts } = reading.policy
  const elsewhere = findDefining(reading, rule)
  const known = kind === 'code' ? codes.codes : [...parts.labels]
  const defined = known.length > 0 ? known : reading.subject.contract.rules.map(({ code }) => code)
  return {
    type: 'unknown-rule',
    severity: confidence >= 0.5 ? 'hard' : 'soft',
    confidence,
    spans,
    message:
      kind === 'code'
        ? 'a rule code is cited which the policy does not define'
        : 'a part of the policy is cited which the policy does not have',
    evidence: {
      code: name,
      kind,
      strength: confidence >= 0.7 ? 'asserted' : 'tentative',
      defined: defined.slice(0, 40),
      ...(elsewhere ? { definedIn: elsewhere.name } : {}),
    },
  }
}
