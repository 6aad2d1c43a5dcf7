import { Outcome } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { VisibleText } from '../reading/VisibleText.js'
import { toWords } from '../words/words.js'
import type { WholeVersion } from './documents.js'
import { parseCases, type PolicyCase } from './policy-cases.js'

const ruleColumns: readonly Column<WholeVersion['rules'][number]>[] = [
  { head: 'Rule', className: 'rule', cell: (rule) => rule.code },
  { head: 'Title', cell: (rule) => rule.title },
  { head: 'Leads to', cell: (rule) => <Outcome name={rule.outcome} /> },
  { head: 'Severity', cell: (rule) => toWords(rule.severity) },
  { head: 'Precedence', num: true, cell: (rule) => rule.precedence },
  { head: 'Ground', cell: (rule) => rule.ground },
]

export function RulesTable({ version }: { version: WholeVersion }) {
  const rules = [...version.rules].sort((a, b) => a.precedence - b.precedence)
  return (
    <>
      <RowTable label="Rules" rows={rules} columns={ruleColumns} idOf={({ code }) => code} />
      <p className="note-line sub">
        Labels:{' '}
        {version.labels.map(({ label, outcome }) => (
          <span key={label}>
            <span className="mono">{label}</span> <Outcome name={outcome} />{' '}
          </span>
        ))}
      </p>
    </>
  )
}

const caseColumns: readonly Column<PolicyCase>[] = [
  { head: 'Content', className: 'roomy', cell: (one) => <VisibleText text={one.content} /> },
  { head: 'Label', className: 'mono', cell: (one) => one.label },
  { head: 'Rules', className: 'rule', cell: (one) => one.rules.join(' ') },
  { head: 'Note', className: 'sub', cell: (one) => one.note },
]

export const CasesTable = ({ version }: { version: WholeVersion }) => (
  <RowTable
    label="Test cases"
    rows={parseCases(version.cases)}
    columns={caseColumns}
    idOf={({ line }) => String(line)}
    wraps
  />
)
