import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { parseCases } from '../policies/policy-cases.js'
import type { WholeVersion } from '../policies/documents.js'
import { Simulated } from '../parts/Outcome.js'
import { Empty, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import { CasesTable } from './CasesTable.js'
import { NEWEST_RUN, type RunRow } from './list-documents.js'
import { RunList, pageOfRun } from './RunList.js'
import { percent } from './run-words.js'
import { RunState } from './RunState.js'
import { RunTests } from './RunTests.js'
import { useStandings } from './useStandings.js'
import './policy-tests.css'

const effortOf = (manifest: string) => /^effort:\s*(\w+)/m.exec(manifest)?.[1] ?? null

function Newest({ run }: { run: RunRow }) {
  const { correct, wrong, undetermined, accuracy } = run.summary
  return (
    <p className="note-line">
      <Link to={pageOfRun(run)}>The newest run of this version</Link>, <Time at={run.startedAt} />:{' '}
      <RunState run={run} />. {correct} right, {wrong} wrong, {undetermined} undetermined
      {accuracy !== null && `, ${percent(accuracy)} as expected`}. {run.simulated && <Simulated />}
    </p>
  )
}

/** The test cases of one version, what its newest run made of them, and the runs there were. */
export function TestsTab({ version }: { version: WholeVersion }) {
  const { policy, commit } = version
  const mayRun = usePermit()('evaluation:run')
  const cases = parseCases(version.cases)
  const newest = useGraph(
    NEWEST_RUN,
    { policy, commit },
    {
      refetchEveryMs: (last) =>
        last?.policyTestRuns.edges[0]?.node.state === 'RUNNING' ? 3_000 : false,
    },
  )
  const run = newest.data?.policyTestRuns.edges[0]?.node
  const standings = useStandings(run?.id, run?.done ?? 0)
  return (
    <div className="tests">
      {mayRun && (
        <RunTests
          {...{ policy, commit }}
          ownEffort={effortOf(version.manifestYaml)}
          cases={cases.length}
        />
      )}
      {newest.error && <Missing error={newest.error} again={() => void newest.refetch()} />}
      {run && <Newest run={run} />}
      {newest.data && !run && cases.length > 0 && (
        <p className="note-line sub">
          This version was not tested yet: {counted(cases.length, 'case')} would be judged.
        </p>
      )}
      {cases.length === 0 ? (
        <Empty title="No test cases">
          <p>
            A case is an item with the label it should get, one a line in{' '}
            <span className="mono">cases.jsonl</span>.{' '}
            <Link to={`/policies/${encodeURIComponent(policy)}/edit?file=cases`}>Write some</Link>
          </p>
        </Empty>
      ) : (
        <CasesTable {...{ version, cases }} run={run} standings={standings.data} />
      )}
      {standings.error && <Missing error={standings.error} />}
      <RunList {...{ policy, commit }} />
    </div>
  )
}
