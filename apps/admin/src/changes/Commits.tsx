import { Copy } from '../parts/Copy.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { ChangeDetail } from './documents.js'

const columns: readonly Column<ChangeDetail['commits'][number]>[] = [
  { head: 'Why', className: 'roomy', cell: ({ message }) => <VisibleText text={message.trim()} /> },
  { head: 'Author', cell: ({ author }) => author },
  { head: 'When', cell: ({ at }) => <Time at={at} /> },
  {
    head: 'Commit',
    className: 'mono',
    cell: ({ oid }) => (
      <>
        {oid.slice(0, 7)} <Copy text={oid} what="the commit" />
      </>
    ),
  },
]

/** What was committed to the branch, newest first. */
export const Commits = ({ commits }: Pick<ChangeDetail, 'commits'>) => (
  <RowTable label="Commits" rows={commits} columns={columns} idOf={({ oid }) => oid} wraps />
)
