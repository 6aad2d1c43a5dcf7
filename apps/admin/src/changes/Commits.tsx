import { usePermit } from '../api/usePermit.js'
import { Copy } from '../parts/Copy.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { SignatureMark } from '../signatures/SignatureMark.js'
import type { ChangeDetail } from './documents.js'
import { PickButtons } from './PickButtons.js'

const columnsFor = (mayDraft: boolean): readonly Column<ChangeDetail['commits'][number]>[] => [
  { head: 'Why', className: 'roomy', cell: ({ message }) => <VisibleText text={message.trim()} /> },
  {
    head: 'Author',
    cell: ({ author, broughtBy }) => (
      <>
        {author}
        {broughtBy && broughtBy.name !== author && (
          <p className="sub">brought in by {broughtBy.name}</p>
        )}
      </>
    ),
  },
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
  {
    head: 'Signature',
    cell: ({ oid, signature }) => (
      <SignatureMark signature={signature} kind="commit" object={oid} />
    ),
  },
  ...(mayDraft
    ? [
        {
          head: 'Elsewhere',
          quiet: true,
          cell: ({ oid }: ChangeDetail['commits'][number]) => <PickButtons commit={oid} />,
        },
      ]
    : []),
]

/** What was committed to the branch, newest first. */
export function Commits({ commits }: Pick<ChangeDetail, 'commits'>) {
  const mayDraft = usePermit()('policy:draft')
  return (
    <RowTable
      label="Commits"
      rows={commits}
      columns={columnsFor(mayDraft)}
      idOf={({ oid }) => oid}
      wraps
    />
  )
}
