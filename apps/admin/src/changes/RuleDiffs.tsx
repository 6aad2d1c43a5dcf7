import { presentableDiff } from '@codemirror/merge'
import { useGraph } from '../api/useGraph.js'
import { Outcome } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Empty } from '../parts/states.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { Rule } from '../policies/rules/documents.js'
import { RULINGS, type Question } from '../rulings/documents.js'
import { RuleRulings } from '../rulings/RuleRulings.js'
import { toWords } from '../words/words.js'
import { ruleChangeWords } from './change-words.js'
import { fileNamed, piecesOf, ruleWords, sidesOf } from './diff-sides.js'
import type { PolicyDiff, RuleDiff } from './documents.js'
import { useRulesInForce } from './useRulesInForce.js'

const visible = (text: string | null) => <VisibleText text={text ?? ''} />
const marks = { same: 'span', removed: 'del', added: 'ins' } as const

/** The passage as it will read, what went struck through and what came underlined. */
function Passage({ before, after }: { before: string | null; after: string | null }) {
  if (before === null && after === null) return <span className="dim">not in the text</span>
  if (before === null) return <ins>{visible(after)}</ins>
  if (after === null) return <del>{visible(before)}</del>
  return piecesOf(before, after, presentableDiff(before, after)).map(({ kind, text }, i) => {
    const Mark = marks[kind]
    return <Mark key={i}>{visible(text)}</Mark>
  })
}

const Terms = ({ rule }: { rule: RuleDiff['before'] }) =>
  rule && (
    <>
      <Outcome name={rule.outcome} />, {toWords(rule.severity)}, {rule.ground}
    </>
  )

const figure = (
  head: string,
  rules: readonly Rule[] | null,
  pick: (life: NonNullable<Rule['life']>) => number,
): Column<RuleDiff> => ({
  head,
  num: true,
  cell: ({ code }) => {
    const life = rules?.find((rule) => rule.code === code)?.life
    return life ? pick(life).toLocaleString('en') : <span className="dim">–</span>
  },
})

interface Beside {
  /** Null where the text is the same, or too long to be told line by line. */
  readonly sides: { before: string; after: string } | null
  readonly cut: boolean
  readonly rulings: readonly Question[]
  readonly rules: readonly Rule[] | null
}

const columnsFor = ({ sides, cut, rulings, rules }: Beside): Column<RuleDiff>[] => [
  { head: 'Rule', className: 'rule', cell: ({ code }) => code },
  {
    head: 'What changed',
    className: 'what',
    cell: (rule) => (
      <>
        <b>{ruleChangeWords(rule)}</b>
        <br />
        {(rule.after ?? rule.before)?.title}
        <RuleRulings rulings={rulings.filter((each) => each.rule === rule.code)} />
      </>
    ),
  },
  {
    head: 'Wording',
    className: 'roomy wording',
    cell: (rule) =>
      sides ? (
        <Passage {...ruleWords(rule, sides)} />
      ) : (
        <span className="dim">{cut ? 'the text is too long to show' : 'the text is the same'}</span>
      ),
  },
  { head: 'Terms', cell: (rule) => <Terms rule={rule.after ?? rule.before} /> },
  figure('Fired', rules, ({ fired }) => fired),
  figure('Overturned', rules, ({ overturned }) => overturned),
]

/** Rule by rule: added, removed, re-worded, severity moved; with what was ruled on it and became of it. */
export function RuleDiffs({ diff }: { diff: PolicyDiff }) {
  const rulings = useGraph(RULINGS, { policy: diff.policy }).data?.rulings ?? []
  const { rules, counts } = useRulesInForce(diff.policy)
  if (diff.rules.length === 0)
    return (
      <Empty title="No rule changed">
        <p>Codes, wordings, outcomes and severities are the same in both.</p>
      </Empty>
    )
  const text = fileNamed(diff, 'policy.md')
  const cut = text?.cut ?? false
  const sides = text && !cut ? sidesOf(text) : null
  return (
    <>
      <RowTable
        label="Changed rules"
        rows={diff.rules}
        columns={columnsFor({ sides, cut, rulings, rules })}
        idOf={({ code }) => code}
        wraps
      />
      <p className="note-line sub">
        Fired and overturned are over all versions of the policy, in the live arm; {counts}.
      </p>
    </>
  )
}
