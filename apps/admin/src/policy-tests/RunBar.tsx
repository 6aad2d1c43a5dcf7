import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { Simulated } from '../parts/Outcome.js'
import { Progress } from '../parts/Progress.js'
import { Refused } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import {
  CANCEL_TESTS,
  RUN_TESTS,
  TESTED_CHANGE,
  type TestedVersion,
  type TestRun,
} from './documents.js'
import { askedWords } from './run-words.js'
import { RunState } from './RunState.js'

const versionPage = ({ policy, commit }: TestRun) =>
  `/policies/${encodeURIComponent(policy)}?at=${commit}&tab=tests`

function TestedAt({ run, version }: { run: TestRun; version: TestedVersion | null }) {
  const short = run.commit.slice(0, 7)
  return (
    <span>
      {version ? (
        <Link to={versionPage(run)}>
          {run.policy} version {version.sequence} <span className="mono">{short}</span>
        </Link>
      ) : (
        <>
          {run.policy} at <span className="mono">{short}</span>
        </>
      )}{' '}
      <Copy text={run.commit} what="the commit" />
      {version?.inForce && <span className="chip">in force</span>}
    </span>
  )
}

function OfChange({ id }: { id: string }) {
  const { data } = useGraph(TESTED_CHANGE, { id })
  const change = data?.change
  return (
    <span>
      asked by{' '}
      <Link to={`/changes/${id}`}>
        {change ? `change ${change.number}: ${change.title}` : 'a change'}
      </Link>
    </span>
  )
}

function Acts({ run }: { run: TestRun }) {
  const mayRun = usePermit()('evaluation:run')
  const client = useQueryClient()
  const navigate = useNavigate()
  const cancel = useAct(CANCEL_TESTS, (result) => result.cancelPolicyTests)
  const again = useAct(RUN_TESTS, (result) => result.runPolicyTests)
  if (!mayRun) return null
  const { policy, commit: ref, endpoint, model, effort, repeats } = run
  return (
    <>
      {run.state === 'RUNNING' ? (
        <Button
          disabled={cancel.isPending}
          onClick={() =>
            cancel.mutate(
              { id: run.id },
              { onSettled: () => void client.invalidateQueries({ queryKey: ['PolicyTestRun'] }) },
            )
          }
        >
          Cancel
        </Button>
      ) : (
        <Button
          disabled={again.isPending}
          onClick={() =>
            again.mutate(
              { input: { policy, ref, endpoint, model, effort, repeats } },
              { onSuccess: ({ id }) => void navigate(`/policy-tests/${id}`) },
            )
          }
        >
          Run again
        </Button>
      )}
      <Refused error={cancel.error ?? again.error} />
    </>
  )
}

/** What was run, by what, for whom, and how far it is. */
export function RunBar({ run, version }: { run: TestRun; version: TestedVersion | null }) {
  const { state, done, total, endedAt, endedBy } = run
  return (
    <>
      <header className="pbar" aria-label="The run">
        <RunState run={run} />
        {run.simulated && <Simulated />}
        <TestedAt run={run} version={version} />
        <span>
          by {run.endpoint}, {askedWords(run)}
        </span>
        <span>
          {run.changeId === null ? (
            `asked by ${run.startedBy.name}`
          ) : (
            <OfChange id={run.changeId} />
          )}
          , <Time at={run.startedAt} />
        </span>
        {state === 'CANCELLED' && endedAt && (
          <span>
            cancelled {endedBy && `by ${endedBy.name}`} <Time at={endedAt} />
          </span>
        )}
        <span className="spacer" />
        <Acts run={run} />
      </header>
      {state === 'RUNNING' && (
        <div className="runprogress" role="status">
          <Progress label="Judged" done={done} total={total} />
          <span className="sub">
            {done === 0 ? 'waits for a worker' : `${done} of ${total} judged`}; the figures are of
            these
          </span>
        </div>
      )}
      {state === 'FAILED' && (
        <p className="alert runfailed" role="alert">
          <b>It did not finish.</b> {run.failure}. What was judged until then is kept: {done} of{' '}
          {total}.
        </p>
      )}
    </>
  )
}
