import { useMemo } from 'react'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Empty } from '../parts/states.js'
import type { RuleFigures, TestedVersion } from './documents.js'
import { percent } from './run-words.js'

interface Props {
  readonly rules: readonly RuleFigures[]
  readonly version: TestedVersion | null
}

const none = <span className="dim">none</span>
const share = (value: number | null) => (value === null ? none : percent(value))

const counts = ({ correct, wrong, undetermined, pending }: RuleFigures['cases']) => {
  const all = correct + wrong + undetermined + pending
  return all === 0 ? none : `${correct} of ${all}`
}

/** How each rule did: cases that expect it, and how its code was cited over all results. */
export function RuleTable({ rules, version }: Props) {
  const columns = useMemo((): readonly Column<RuleFigures>[] => {
    const title = (code: string) => version?.rules.find((rule) => rule.code === code)?.title
    return [
      { head: 'Rule', className: 'rule', cell: ({ code }) => code },
      { head: 'Title', cell: ({ code }) => title(code) },
      { head: 'Its cases right', num: true, cell: ({ cases }) => counts(cases) },
      { head: 'Expected', num: true, cell: ({ citations }) => citations?.expected ?? none },
      { head: 'Cited rightly', num: true, cell: ({ citations }) => citations?.rightly ?? none },
      { head: 'Cited wrongly', num: true, cell: ({ citations }) => citations?.wrongly ?? none },
      { head: 'Missed', num: true, cell: ({ citations }) => citations?.missed ?? none },
      {
        head: 'Precision',
        num: true,
        cell: ({ citations }) => share(citations?.precision ?? null),
      },
      { head: 'Recall', num: true, cell: ({ citations }) => share(citations?.recall ?? null) },
    ]
  }, [version])
  if (rules.length === 0)
    return (
      <Empty title="No rules">
        <p>Rules that policy.yaml lists, or that cases expect, would stand here.</p>
      </Empty>
    )
  return (
    <>
      {rules.every(({ citations }) => citations === null) && (
        <p className="note-line sub">
          The policy asks for an answer without codes, so citations cannot be counted.
        </p>
      )}
      <RowTable label="Rules" rows={rules} columns={columns} idOf={({ code }) => code} />
      <p className="note-line sub">
        Cases are counted once; citations over all results, each repeat by itself.
      </p>
    </>
  )
}
