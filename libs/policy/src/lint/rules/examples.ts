import type { Outcome } from '../../output-contract.js'
import { lintRule, rewrite, type Found } from '../lint-rule.js'
import type { LintView } from '../lint-view.js'
import type { PolicyExample } from '../policy-examples.js'
import { append } from './sections.js'

/** Contracts whose examples give a label that can be read. */
const isLabelled = ({ contract }: LintView): boolean =>
  contract.kind !== 'dual-codes' && contract.kind !== 'report'

export const noExamples = lintRule({
  code: 'no-examples',
  severity: 'warning',
  what: 'a policy without examples',
  why: 'Four to six examples, near the border and on both sides, say more than another paragraph.',
  example: '## Safe (VALID) — and the text ends',
  *check(view) {
    const { sections, text, top, labels } = view
    const section = sections.find(({ kind }) => kind === 'examples')
    if (section && (view.examples.length > 0 || !isLabelled(view) || labels.length === 0)) return
    if (section) {
      const { heading } = section
      const { start, end } = view.lines[heading] ?? top
      yield { start, end, message: 'expected examples that give a label of the contract, saw none' }
      return
    }
    const part = [
      '## Examples',
      ...labels.slice(0, 2).flatMap(({ label }) => ['- Item: "…"', `  Answer: ${label}`]),
    ]
    const fixes = [append('Add a section "Examples"', text, part.join('\n'))]
    yield { ...top, message: 'expected four to six examples, saw no section of them', fixes }
  },
})

export const oneSidedExamples = lintRule({
  code: 'one-sided-examples',
  severity: 'warning',
  what: 'examples that all have the same outcome',
  why: 'The model leans to the side it was shown.',
  example: '- Item: "Buy now" Answer: INVALID - Item: "Win now" Answer: INVALID',
  *check(view) {
    if (!isLabelled(view) || view.examples.length < 2) return
    const [first, ...others] = view.examples
    if (!first || others.some(({ label }) => label.outcome !== first.label.outcome)) return
    const { start, end } = others.at(-1)?.label ?? first.label
    const missing = first.label.outcome === 'allowed' ? 'violates' : 'is allowed'
    yield {
      start,
      end,
      message: `all ${view.examples.length} examples are on one side: expected one that ${missing}`,
    }
  },
})

export const fewExamples = lintRule({
  code: 'few-examples',
  severity: 'hint',
  what: 'fewer than four examples',
  why: 'Four to six are recommended; with fewer the border is guessed.',
  example: '## Examples - Item: "…" Answer: VALID - Item: "…" Answer: INVALID',
  *check(view) {
    const { length } = view.examples
    const last = view.examples.at(-1)
    if (!isLabelled(view) || !last || length >= 4) return
    yield {
      start: last.label.start,
      end: last.label.end,
      message: `expected four to six examples, saw ${length}`,
    }
  },
})

export const exampleContradictsRule = lintRule({
  code: 'example-contradicts-rule',
  severity: 'warning',
  what: 'an example whose label is not what the rule it cites, or its heading, says',
  why: 'The model follows the example and unlearns the rule.',
  example: '- Item: "…" Answer: VALID Why: SP-1.2, a rule that violates',
  *check(view) {
    if (!isLabelled(view)) return
    const outcomeOf = outcomesOfRules(view)
    for (const example of view.examples) {
      const { codes, label, side } = example
      const cited = codes.flatMap(({ code }) => outcomeOf(code) ?? [])
      const wanted = cited.length > 0 ? cited : side ? [side] : []
      if (wanted.length === 0 || wanted.includes(label.outcome)) continue
      const cause = cited.length > 0 ? codes.map(({ code }) => code).join(', ') : 'its heading'
      yield contradiction(view, example, new Set(wanted), cause)
    }
  },
})

function contradiction(
  { labels }: LintView,
  { label, codes }: PolicyExample,
  wanted: ReadonlySet<Outcome>,
  cause: string,
): Found {
  const [only, ...others] = labels.filter(({ outcome }) => wanted.has(outcome))
  const [rule] = codes
  const says = [...wanted].join(' or ')
  return {
    ...{ start: label.start, end: label.end },
    message: `the answer ${label.text} means ${label.outcome}, and ${cause} says ${says}`,
    ...(rule ? { rule: rule.code } : {}),
    fixes: only && others.length === 0 ? [rewrite(`Write ${only.label}`, label, only.label)] : [],
  }
}

/** By manifest, else by the side of the section that defines the rule. */
export function outcomesOfRules({
  manifest,
  codes,
  sectionAt,
}: LintView): (code: string) => Outcome | null {
  const outcomes = new Map<string, Outcome>()
  for (const [code, [first]] of codes.defined) {
    const side = first && sectionAt(first.start)?.side
    if (side) outcomes.set(code, side)
  }
  for (const { code, outcome } of manifest?.rules ?? []) outcomes.set(code, outcome)
  return (code) => outcomes.get(code) ?? null
}

export const exampleContradictsExample = lintRule({
  code: 'example-contradicts-example',
  severity: 'warning',
  what: 'two examples of the same item with different outcomes',
  why: 'Whichever the model follows, the other is wrong.',
  example: '- Item: "Nice bike" Answer: VALID … - Item: "nice bike!" Answer: INVALID',
  *check(view) {
    if (!isLabelled(view)) return
    const seen = new Map<string, PolicyExample>()
    for (const example of view.examples) {
      if (example.item === '') continue
      const before = seen.get(example.item)
      if (!before) seen.set(example.item, example)
      else if (before.label.outcome !== example.label.outcome)
        yield {
          ...{ start: example.label.start, end: example.label.end },
          message: `the same item is answered ${before.label.text} in an example before`,
        }
    }
  },
})
