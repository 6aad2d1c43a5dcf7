import type { Outcome } from '../../output-contract.js'
import { lintRule } from '../lint-rule.js'
import type { LintView } from '../lint-view.js'
import { mostFaultyLines } from '../../policy-cases.js'
import { textLines, type TextLine } from '../text-lines.js'
import { outcomesOfRules } from './examples.js'

export const caseContradictsRule = lintRule({
  code: 'case-contradicts-rule',
  severity: 'warning',
  what: 'a test case whose label is not what the rules it expects say',
  why: 'No answer can pass it.',
  example: '{"content":"…","label":"VALID","rules":["SP-1.2"]} — SP-1.2 violates',
  *check(view) {
    const outcomeOf = outcomesOfRules(view)
    for (const { line, label, rules } of readCases(view)) {
      const outcome = view.labels.find((each) => each.label === label)?.outcome
      const wanted = rules.flatMap((code): Outcome[] => [outcomeOf(code) ?? []].flat())
      if (!outcome || wanted.length === 0 || wanted.includes(outcome)) continue
      yield {
        ...({ file: 'cases', start: line.start, end: line.end } as const),
        message: `the label ${label} means ${outcome}, and ${rules.join(', ')} says ${wanted.join(' or ')}`,
        rule: rules[0] ?? '',
      }
    }
  },
})

export const caseOfUnknownRule = lintRule({
  code: 'case-of-unknown-rule',
  severity: 'warning',
  what: 'a test case that expects a rule the policy does not have',
  why: 'No answer can pass it.',
  example: '{"content":"…","label":"INVALID","rules":["SP-9.9"]}',
  *check(view) {
    if (!view.manifest || view.manifest.rules.length === 0) return
    for (const { line, rules } of readCases(view))
      for (const code of rules)
        if (!view.codes.known.has(code))
          yield { ...placeIn(line, code), rule: code, message: `${code} is no rule of this policy` }
  },
})

interface CaseLine {
  readonly line: TextLine
  readonly label: string
  readonly rules: readonly string[]
}

/** The cases that can be read; what is wrong with the others is told when they are parsed. */
function* readCases({ cases }: LintView): Iterable<CaseLine> {
  let faulty = 0
  for (const line of textLines(cases)) {
    const read = readJson(line.text)
    if (read === null && ++faulty >= mostFaultyLines) return
    const { label, rules } = read ?? {}
    if (typeof label !== 'string' || !Array.isArray(rules)) continue
    yield { line, label, rules: rules.filter((rule) => typeof rule === 'string') }
  }
}

/** Null for what looks like a case and is no JSON. */
function readJson(text: string): { readonly label?: unknown; readonly rules?: unknown } | null {
  if (!text.trim().startsWith('{')) return {}
  try {
    return JSON.parse(text) as { label?: unknown; rules?: unknown }
  } catch {
    return null
  }
}

function placeIn(line: TextLine, code: string) {
  const at = line.text.lastIndexOf(JSON.stringify(code))
  const start = at < 0 ? line.start : line.start + at + 1
  return { file: 'cases', start, end: at < 0 ? line.end : start + code.length } as const
}
