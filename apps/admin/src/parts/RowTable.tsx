import { useEffect, useRef, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useRowCursor } from './useRowCursor.js'
import './row-table.css'

export interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** A figure: set to the right, and tabular. */
  readonly num?: boolean
  /** The head is for assistive software only; the cell speaks for itself. */
  readonly quiet?: boolean
  readonly className?: string
}

interface Props<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly idOf: (row: Row) => string
  /** Where a row leads; with it the list is walked by keys. */
  readonly opens?: (row: Row) => string
  /** Texts wrap instead of being cut. */
  readonly wraps?: boolean
}

const classOf = (...names: (string | false | undefined)[]) =>
  names.filter(Boolean).join(' ') || undefined

function Line<Row>(props: {
  row: Row
  columns: readonly Column<Row>[]
  current: boolean
  onPick: () => void
}) {
  const { row, columns, current, onPick } = props
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <tr
      ref={line}
      role="row"
      className={current ? 'on' : undefined}
      aria-current={current || undefined}
      onClick={onPick}
    >
      {columns.map(({ head, cell, num, quiet, className }) => (
        <td
          key={head}
          role="cell"
          className={classOf(num && 'num', quiet && 'quiet', className)}
          data-head={head}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}

/**
 * Rows under heads; below 640 px each row is a card with its heads beside the values. The roles
 * are written out because a table laid out as cards is none to assistive software otherwise.
 */
export function RowTable<Row>({ label, rows, columns, idOf, opens, wraps }: Props<Row>) {
  const navigate = useNavigate()
  const { at, setAt } = useRowCursor(
    rows.length,
    opens
      ? (index) => {
          const row = rows[index]
          if (row) void navigate(opens(row))
        }
      : null,
  )
  return (
    <div className="tablewrap" role="group" aria-label={label} tabIndex={0}>
      <table role="table" className={classOf('rows', wraps && 'wrap')}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ head, num, quiet }) => (
              <th key={head} role="columnheader" className={num ? 'num' : undefined}>
                {quiet ? <span className="hide">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, i) => (
            <Line
              key={idOf(row)}
              row={row}
              columns={columns}
              current={opens !== undefined && i === at}
              onPick={() => setAt(i)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
