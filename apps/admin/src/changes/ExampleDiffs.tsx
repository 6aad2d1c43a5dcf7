import { RowTable, type Column } from '../parts/RowTable.js'
import { Empty } from '../parts/states.js'
import { VisibleText } from '../reading/VisibleText.js'
import { CaseWords, hurtOf } from '../policy-tests/CaseWords.js'
import { parseCases } from '../policies/policy-cases.js'
import type { Rule } from '../policies/rules/documents.js'
import { fileNamed, sidesOf } from './diff-sides.js'
import type { ExampleDiff, PolicyDiff } from './documents.js'
import { useRulesInForce } from './useRulesInForce.js'

type Severe = Pick<Rule, 'code' | 'title' | 'severity'>
type Row = ExampleDiff & { readonly content: string | null }

const columnsFor = (known: readonly Severe[] | null): readonly Column<Row>[] => [
  { head: 'What changed', cell: ({ kind }) => <b>{kind}</b> },
  {
    head: 'Content',
    className: 'roomy',
    cell: ({ content, line, rules: expected }) =>
      content === null ? (
        <span className="dim">line {line}</span>
      ) : (
        <CaseWords category={hurtOf({ rules: expected, violates: expected.length > 0 }, known)}>
          <VisibleText text={content} />
        </CaseWords>
      ),
  },
  {
    head: 'Label before',
    className: 'mono',
    cell: ({ labelBefore }) => labelBefore,
  },
  { head: 'Label after', className: 'mono', cell: ({ labelAfter }) => labelAfter },
  { head: 'Rules', className: 'rule', cell: ({ rules }) => rules.join(' ') },
]

/** Test cases that came, went, or are to come out otherwise. */
export function ExampleDiffs({ diff }: { diff: PolicyDiff }) {
  const { rules } = useRulesInForce(diff.policy)
  if (diff.examples.length === 0)
    return (
      <Empty title="No example changed">
        <p>Every test case is expected to come out as before.</p>
      </Empty>
    )
  const file = fileNamed(diff, 'cases.jsonl')
  const sides = file ? sidesOf(file) : { before: '', after: '' }
  const byLine = (text: string) => new Map(parseCases(text).map((one) => [one.line, one.content]))
  const [before, after] = [byLine(sides.before), byLine(sides.after)]
  const brought = diff.rules.flatMap(({ code, after }) => (after ? [{ ...after, code }] : []))
  const rows = diff.examples.map((example) => ({
    ...example,
    content: (example.kind === 'removed' ? before : after).get(example.line) ?? null,
  }))
  return (
    <RowTable
      label="Changed examples"
      rows={rows}
      columns={columnsFor(rules && [...rules, ...brought])}
      idOf={({ kind, line }) => `${kind} ${line}`}
      wraps
    />
  )
}
