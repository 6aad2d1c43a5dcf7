import { Link } from 'react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '../api/live.js'
import { useGraph } from '../api/useGraph.js'
import { Icon } from '../parts/Icon.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { ONE_RUN, PROGRESS, type ImportRun } from './documents.js'
import { Progress } from '../parts/Progress.js'

const figure = (value: number) => value.toLocaleString('en')

/** One import while it runs and after: how far, what came in, which lines did not. */
export function RunPanel({ run: first }: { run: ImportRun }) {
  const client = useQueryClient()
  const running = first.state === 'running'
  const { data } = useGraph(
    ONE_RUN,
    { id: first.id },
    running ? { refetchEveryMs: 2000 } : { enabled: false },
  )
  const run = data?.importRun ?? first
  const live = run.state === 'running'
  useLive(
    PROGRESS,
    { id: first.id },
    ({ importProgress }) => {
      client.setQueryData(['ImportRun', { id: first.id }], { importRun: importProgress })
      if (importProgress.state !== 'running')
        void client.invalidateQueries({ queryKey: ['ImportRuns'] })
    },
    live,
  )
  return (
    <section className="panel run" aria-label={`Import of ${run.startedAt}`}>
      <div className="row">
        <h2>
          {live ? 'Importing' : run.state === 'failed' ? 'Import failed' : 'Imported'}{' '}
          {run.state === 'done' && <Icon name="check" />}
        </h2>
        <span className="dim">
          <span className="mono">{run.name}</span> <Time at={run.startedAt} />
        </span>
        <span className="spacer" />
        <span>
          {figure(run.done)} of {figure(run.total)} lines
        </span>
      </div>
      <Progress label="import" done={run.done} total={run.total} />
      <p className="sub">
        {figure(run.recorded)} recorded, {figure(run.present)} there already,{' '}
        {counted(run.versions, 'policy version')}
        {run.openCases && ', with cases'}
        {run.state === 'done' && (
          <>
            . <Link to="/verdicts?q=source:imported">See the verdicts</Link>
          </>
        )}
      </p>
      {run.failure && (
        <p className="alert" role="alert">
          <b>Not finished.</b> {run.failure}.
        </p>
      )}
      {run.problemCount > 0 && (
        <details open={!live}>
          <summary>
            {counted(run.problemCount, 'line')} did not go in; the rest did
            {run.problemCount > run.problems.length && `. The first ${run.problems.length}:`}
          </summary>
          <table>
            <thead>
              <tr>
                <th className="num">Line</th>
                <th>What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {run.problems.map(({ line, message }) => (
                <tr key={`${line} ${message}`}>
                  <td className="num">{line}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
