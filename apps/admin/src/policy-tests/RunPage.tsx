import { Tab, Tabs } from '@mui/material'
import { Link, useParams, useSearchParams } from 'react-router'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { CaseList } from './CaseList.js'
import type { TestedVersion, TestRun } from './documents.js'
import { Figures } from './Figures.js'
import { Pairs } from './Pairs.js'
import { RuleTable } from './RuleTable.js'
import { RunBar } from './RunBar.js'
import { useRun } from './useRun.js'
import { useTestedVersion } from './useTestedVersion.js'
import '../policies/policies.css'
import './policy-tests.css'

const parts = { cases: 'Cases', rules: 'Rules', pairs: 'Pairs' } as const
type Part = keyof typeof parts

interface BodyProps {
  readonly run: TestRun
  readonly version: TestedVersion | null
}

function Body({ run, version, part }: BodyProps & { part: Part }) {
  if (part === 'rules') return <RuleTable rules={run.summary.rules} version={version} />
  if (part === 'pairs')
    return <Pairs runId={run.id} figures={run.summary.pairs} version={version} />
  return <CaseList run={run} version={version} />
}

function Run({ run, version }: BodyProps) {
  const [search, setSearch] = useSearchParams()
  const wished = search.get('part') ?? 'cases'
  const part: Part = wished in parts ? (wished as Part) : 'cases'
  return (
    <div className="testrun">
      <RunBar run={run} version={version} />
      <div className="testmain">
        <Figures
          summary={run.summary}
          ended={run.state === 'FINISHED'}
          among={(only) => `?only=${only}`}
        />
        <div className="testbody">
          <Tabs
            value={part}
            onChange={(_, next: Part) => setSearch({ part: next }, { replace: true })}
            aria-label="Parts of the run"
          >
            {Object.entries(parts).map(([key, words]) => (
              <Tab key={key} value={key} label={words} id={`tab-${key}`} aria-controls="run-part" />
            ))}
          </Tabs>
          <div
            className="pbody"
            role="tabpanel"
            id="run-part"
            aria-labelledby={`tab-${part}`}
            tabIndex={0}
          >
            <Body {...{ run, version, part }} />
          </div>
        </div>
      </div>
    </div>
  )
}

export const aboveRun = (policy: string | undefined, version: TestedVersion | null | undefined) => [
  { title: 'Policies', to: '/policies' },
  ...(policy
    ? [
        {
          title: version?.title ?? policy,
          to: `/policies/${encodeURIComponent(policy)}?tab=tests${version ? `&at=${version.commit}` : ''}`,
        },
      ]
    : []),
]

/** One run of a policy’s test cases: how far, what it says of the policy, and case by case. */
export function RunPage() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useRun(id)
  const run = data?.policyTestRun
  const version = useTestedVersion(run)
  return (
    <>
      <PageTop title="Test run" above={aboveRun(run?.policy, version)} />
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {((!data && !error) || (run && version === undefined)) && (
        <Bones lines={14} label="reading the run" />
      )}
      {data && !run && (
        <Empty title="There is no such run of tests">
          <Link to="/policies">All policies</Link>
        </Empty>
      )}
      {run && version !== undefined && <Run run={run} version={version} />}
    </>
  )
}
