import { Link, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { Copy } from '../parts/Copy.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { EXPORT_JOBS, type ExportRow } from './documents.js'
import { kindWords, pageOfRequest, requestWords, sizeWords, wordsIn } from './export-words.js'
import { State } from './State.js'
import './exports.css'

const size = 25

const Digest = ({ sha256 }: { sha256: string }) => (
  <span className="export-done">
    <span className="mono" title={sha256}>
      {sha256.slice(0, 12)}
    </span>{' '}
    <Copy text={sha256} what="the SHA-256" />
  </span>
)

/** One verdict or one case leads to its page. */
function What({ request }: { request: unknown }) {
  const about = pageOfRequest(request)
  if (!about) return requestWords(request)
  return (
    <>
      {about.kind}{' '}
      <Link to={about.page} className="mono" title={about.id}>
        {about.id.slice(-12)}
      </Link>
    </>
  )
}

const columns: readonly Column<ExportRow>[] = [
  { head: 'Asked', cell: (row) => <Time at={row.createdAt} as="instant" /> },
  { head: 'By', className: 'uncut', cell: (row) => row.requestedBy.name },
  { head: 'Kind', className: 'uncut', cell: (row) => kindWords(row.kind) },
  { head: 'What', className: 'export-what', cell: (row) => <What request={row.request} /> },
  { head: 'Words', className: 'uncut', cell: (row) => wordsIn(row.words) },
  {
    head: 'Rows',
    num: true,
    cell: (row) => (row.state === 'RUNNING' ? null : Number(row.done).toLocaleString('en')),
  },
  {
    head: 'Size',
    num: true,
    className: 'uncut',
    cell: (row) => row.sizeBytes != null && sizeWords(row.sizeBytes),
  },
  { head: 'SHA-256', cell: (row) => row.sha256 && <Digest sha256={row.sha256} /> },
  { head: 'State', className: 'export-state', cell: (row) => <State row={row} /> },
]

/** Files made of the record: how far they are, and where they are while they are kept. */
export function ExportsPage() {
  const [search] = useSearchParams()
  const { data, error, refetch } = useGraph(EXPORT_JOBS, pageArguments(placeFrom(search), size), {
    keep: true,
    refetchEveryMs: 1_500,
  })
  const rows = data?.exportJobs.edges.map(({ node }) => node)
  return (
    <>
      <PageTop title="Exports" />
      <div className="page padded">
        <section className="panel" aria-label="Exports">
          <div className="head">
            <h2>Exports</h2>
            <span>files of the record; each is on the log, and goes when its days are over</span>
          </div>
          {error && !rows && <Failed error={error} again={() => void refetch()} />}
          {!rows && !error && <Bones label="reading exports" />}
          {rows?.length === 0 && (
            <Empty title="No export yet">
              <p>
                Ask for one from the <Link to="/verdicts">list of verdicts</Link>: what the filter
                finds becomes a file.
              </p>
            </Empty>
          )}
          {rows && rows.length > 0 && (
            <>
              <RowTable label="Exports" rows={rows} columns={columns} idOf={({ id }) => id} wraps />
              <div className="foot">
                <span className="spacer" />
                <Pager pageInfo={data?.exportJobs.pageInfo} />
              </div>
            </>
          )}
        </section>
      </div>
    </>
  )
}
