import { RowTable, type Column } from '../parts/RowTable.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { WholeVersion } from './documents.js'
import { parseCases, type PolicyCase } from './policy-cases.js'

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
