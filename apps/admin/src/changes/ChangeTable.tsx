import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { toWords } from '../words/words.js'
import { approvalWords, checksWords, numberOf, standingWords } from './change-words.js'
import type { ChangeRow, Signs } from './documents.js'
import { useSigns, type SignsOf } from './useSigns.js'

export const pageOf = ({ id }: Pick<ChangeRow, 'id'>) => `/changes/${id}`

const later = (signs: SignsOf, id: string, of: (signs: Signs) => ReactNode) => {
  const known = signs.get(id)
  if (known === undefined) return <span className="dim">…</span>
  return known === null ? <span className="dim">not readable</span> : of(known)
}

const Policies = ({ policies }: Pick<Signs, 'policies'>) =>
  policies.length === 0 ? (
    <span className="dim">none</span>
  ) : (
    policies.map(({ policy }, i) => (
      <Fragment key={policy}>
        {i > 0 && ', '}
        <Link to={`/policies/${encodeURIComponent(policy)}`}>{policy}</Link>
      </Fragment>
    ))
  )

const columnsFor = (signs: SignsOf): readonly Column<ChangeRow>[] => [
  {
    head: 'Change',
    className: 'title',
    cell: (row) => (
      <>
        <Link to={pageOf(row)}>{row.title}</Link> <span className="dim">{numberOf(row)}</span>
      </>
    ),
  },
  {
    head: 'State',
    cell: (row) =>
      row.state === 'OPEN'
        ? later(signs, row.id, ({ merge }) => standingWords('OPEN', merge))
        : toWords(row.state),
  },
  { head: 'Policies', cell: ({ id }) => later(signs, id, (known) => <Policies {...known} />) },
  { head: 'Author', cell: ({ openedBy }) => openedBy.name },
  { head: 'Opened', cell: ({ openedAt }) => <Time at={openedAt} /> },
  { head: 'Checks', cell: ({ id }) => later(signs, id, ({ checks }) => checksWords(checks)) },
  { head: 'Approvals', cell: ({ id }) => later(signs, id, ({ merge }) => approvalWords(merge)) },
]

/** Heads at once, and what it takes longer to work out as it comes. */
export function ChangeTable({ rows }: { rows: readonly ChangeRow[] }) {
  return (
    <RowTable
      label="Changes"
      rows={rows}
      columns={columnsFor(useSigns(rows))}
      idOf={({ id }) => id}
      opens={pageOf}
    />
  )
}
