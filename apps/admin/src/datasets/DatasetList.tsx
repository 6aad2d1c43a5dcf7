import { useState } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Simulated } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { BuildDataset } from './BuildDataset.js'
import { DATASETS, type DatasetRow } from './documents.js'

const pageOf = ({ name, version }: DatasetRow) =>
  `/datasets/${encodeURIComponent(name)}?version=${version}`

const columns: readonly Column<DatasetRow>[] = [
  {
    head: 'Data set',
    cell: (row) => (
      <>
        <Link to={pageOf(row)}>
          {row.name} v{row.version}
        </Link>{' '}
        {row.simulated && <Simulated />}
      </>
    ),
  },
  { head: 'Purpose', cell: (row) => row.purpose },
  { head: 'Items', num: true, cell: (row) => row.items.toLocaleString('en') },
  {
    head: 'Digest',
    cell: (row) => (
      <span className="mono" title={row.digest}>
        {row.digest.slice(0, 12)}
      </span>
    ),
  },
  { head: 'Built by', cell: (row) => row.builtBy.name },
  { head: 'Built', cell: (row) => <Time at={row.recordedAt} /> },
]

/** Data sets, one row a version, newest first. */
export function DatasetList() {
  const { data, error, refetch } = useGraph(DATASETS, {})
  const mayBuild = usePermit()('dataset:curate')
  const [building, setBuilding] = useState(false)
  const rows = [...(data?.datasets ?? [])].sort((a, b) => b.recordedAt.localeCompare(a.recordedAt))
  return (
    <>
      <PageTop title="Data sets" />
      <div className="page padded">
        <section className="panel" aria-label="Data sets">
          <div className="head">
            <h2>Data sets</h2>
            <span>made of decisions people took</span>
            <span className="spacer" />
            {mayBuild && (
              <Button kind="primary" onClick={() => setBuilding(true)}>
                Build a data set
              </Button>
            )}
          </div>
          {error && !data && <Failed error={error} again={() => void refetch()} />}
          {!data && !error && <Bones label="reading data sets" />}
          {data && rows.length === 0 && (
            <Empty title="No data set yet">
              <p>
                Corrections and agreements from the workbench become labelled items; build one from
                them.
              </p>
            </Empty>
          )}
          {rows.length > 0 && (
            <RowTable
              label="Data sets"
              rows={rows}
              columns={columns}
              idOf={({ id }) => id}
              opens={pageOf}
            />
          )}
        </section>
      </div>
      {building && <BuildDataset onClose={() => setBuilding(false)} />}
    </>
  )
}
