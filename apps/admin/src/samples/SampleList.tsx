import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { counted, toWords } from '../words/words.js'
import { EXPORT_POPULATION } from '../exports/documents.js'
import { AUDIT_SAMPLES, type SampleListRow } from './documents.js'
import { DrawSample } from './DrawSample.js'
import { methodWords } from './sample-words.js'
import './samples.css'

const size = 25
const pageOf = ({ id }: SampleListRow) => `/samples/${id}`

const columns: readonly Column<SampleListRow>[] = [
  { head: 'Sample', cell: (row) => <Link to={pageOf(row)}>{row.title}</Link> },
  { head: 'Drawn', cell: (row) => <Time at={row.createdAt} /> },
  { head: 'By', cell: (row) => row.drawnBy.name },
  { head: 'Verdicts', num: true, cell: (row) => row.size.toLocaleString('en') },
  { head: 'Of', num: true, cell: (row) => Number(row.populationRows).toLocaleString('en') },
  { head: 'Method', cell: (row) => methodWords(row.method) },
  { head: 'To judge', num: true, cell: (row) => row.result.open },
  { head: 'State', cell: (row) => toWords(row.state) },
]

/** An auditor's samples, newest first. */
export function SampleList() {
  const [search] = useSearchParams()
  const mayDraw = usePermit()('evidence:export')
  const [drawing, setDrawing] = useState(false)
  const client = useQueryClient()
  const population = useAct(EXPORT_POPULATION, (result) => result.exportPopulation)
  const { data, error, refetch } = useGraph(AUDIT_SAMPLES, pageArguments(placeFrom(search), size), {
    keep: true,
    refetchEveryMs: 3_000,
  })
  const rows = data?.auditSamples.edges.map(({ node }) => node)
  const jobs = (data?.exportJobs.edges ?? [])
    .map(({ node }) => node)
    .filter(({ kind }) => kind === 'POPULATION')
  const populations = jobs.filter(({ state }) => state === 'DONE')
  const running = jobs.filter(({ state }) => state === 'RUNNING')
  const takePopulation = () =>
    population.mutate(
      { input: {} },
      {
        onSuccess: () => {
          say('The population is being exported')
          void client.invalidateQueries({ queryKey: ['AuditSamples'] })
        },
      },
    )
  return (
    <>
      <PageTop title="Samples" />
      <div className="page padded">
        <section className="panel" aria-label="Samples">
          <div className="head">
            <h2>Samples</h2>
            <span>verdicts drawn at random, judged by an auditor</span>
            <span className="spacer" />
            {running.length > 0 && <span role="status">a population is being exported</span>}
            {mayDraw && (
              <>
                <Button onClick={takePopulation} disabled={population.isPending}>
                  Take all verdicts as population
                </Button>
                <Button
                  kind="primary"
                  onClick={() => setDrawing(true)}
                  disabled={populations.length === 0}
                  title={populations.length === 0 ? 'a population comes first' : undefined}
                >
                  Draw a sample
                </Button>
              </>
            )}
          </div>
          <Refused error={population.error} />
          {error && !rows && <Failed error={error} again={() => void refetch()} />}
          {!rows && !error && <Bones label="reading samples" />}
          {rows?.length === 0 && (
            <Empty title="No sample yet">
              <p>
                First a population: its file has a digest. Then a seed and a size draw from it, and
                anybody with the file draws the same.{' '}
                {populations.length === 0
                  ? 'None is ready yet.'
                  : `${counted(populations.length, 'population is', 'populations are')} ready.`}{' '}
                A filter of the <Link to="/verdicts">verdicts</Link> can be one too, under{' '}
                <i>Export this filter</i>.
              </p>
            </Empty>
          )}
          {rows && rows.length > 0 && (
            <>
              <RowTable
                label="Samples"
                rows={rows}
                columns={columns}
                idOf={({ id }) => id}
                opens={pageOf}
              />
              <div className="foot">
                <span className="spacer" />
                <Pager pageInfo={data?.auditSamples.pageInfo} />
              </div>
            </>
          )}
        </section>
      </div>
      {drawing && <DrawSample populations={populations} onClose={() => setDrawing(false)} />}
    </>
  )
}
