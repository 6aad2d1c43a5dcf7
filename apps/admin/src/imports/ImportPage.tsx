import { useGraph } from '../api/useGraph.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { RUNS } from './documents.js'
import { ImportForm } from './ImportForm.js'
import { RunPanel } from './RunPanel.js'
import './imports.css'

/** Brings traces made elsewhere on the record, with their policy versions. */
export function ImportPage() {
  const { data, error, refetch } = useGraph(RUNS, {})
  return (
    <>
      <PageTop title="Import" />
      <div className="page padded narrow">
        <ImportForm />
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading imports" />}
        {data?.importRuns.length === 0 && (
          <Empty title="Nothing imported yet">
            <p>Each import is listed here with its problems by line.</p>
          </Empty>
        )}
        {data?.importRuns.map((run) => (
          <RunPanel key={run.id} run={run} />
        ))}
      </div>
    </>
  )
}
