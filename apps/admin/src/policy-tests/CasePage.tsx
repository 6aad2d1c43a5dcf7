import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { ariaKeys } from '../keys/keymap.js'
import { useKeys } from '../keys/useKeys.js'
import { Icon } from '../parts/Icon.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { onlyOf } from './CaseList.js'
import { CasePanes } from './CasePanes.js'
import { hurtOf } from './CaseWords.js'
import { ONE_CASE, PLACES, type OpenCase } from './case-documents.js'
import { flipWords } from './run-words.js'
import { aboveRun } from './RunPage.js'
import { Standing } from './Standing.js'
import { useTestedVersion } from './useTestedVersion.js'
import '../policies/policies.css'
import './policy-tests.css'

interface Steps {
  readonly runId: string
  readonly index: number
  /** Of the run. */
  readonly cases: number
}

/** To the case before and after, among those of the filter one came from. */
function StepCases({ runId, index, cases }: Steps) {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const only = onlyOf(search)
  const { data } = useGraph(PLACES, { id: runId, only }, { enabled: only !== null, keep: true })
  const among = only
    ? (data?.policyTestRun?.results.edges ?? []).map(({ node }) => node.index)
    : Array.from({ length: cases }, (_, place) => place)
  const previous = among.filter((place) => place < index).at(-1)
  const next = among.find((place) => place > index)
  const go = (place: number | undefined) => {
    if (place === undefined) return
    const filter = only ? `?only=${only.toLowerCase()}` : ''
    void navigate(`/policy-tests/${runId}/cases/${place + 1}${filter}`, { replace: true })
  }
  useKeys({ down: () => go(next), up: () => go(previous) })
  const at = among.indexOf(index)
  return (
    <span className="row">
      <button
        type="button"
        className="btn copy quiet"
        disabled={previous === undefined}
        aria-label="case before"
        title="case before (k)"
        aria-keyshortcuts={ariaKeys('up')}
        onClick={() => go(previous)}
      >
        <Icon name="left" />
      </button>
      <span className="dim">
        {at < 0 ? 'not among them' : `${at + 1} of ${among.length}`}
        {only && ` ${only.toLowerCase()}`}
      </span>
      <button
        type="button"
        className="btn copy quiet"
        disabled={next === undefined}
        aria-label="next case"
        title="next case (j)"
        aria-keyshortcuts={ariaKeys('down')}
        onClick={() => go(next)}
      >
        <Icon name="right" />
      </button>
    </span>
  )
}

interface RepeatsProps {
  readonly of: OpenCase
  readonly chosen: number
  readonly choose: (repeat: number) => void
}

function Repeats({ of, chosen, choose }: RepeatsProps) {
  const flips = flipWords(of.results)
  if (of.results.length < 2) return null
  return (
    <>
      <span className="seg low" role="group" aria-label="Repeats">
        {of.results.map(({ repeat, outcome }) => (
          <button
            key={repeat}
            type="button"
            aria-pressed={repeat === chosen}
            onClick={() => choose(repeat)}
          >
            {repeat} <Outcome name={outcome} size="plain" />
          </button>
        ))}
      </span>
      {flips && <span className="chip">flips: {flips}</span>}
    </>
  )
}

/** One case of a run, each time it was judged. */
export function CasePage() {
  const { id = '', place = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const index = Number(place) - 1
  const isPlace = Number.isInteger(index) && index >= 0 && index < 1e6
  const { data, error, refetch } = useGraph(
    ONE_CASE,
    { id, index: isPlace ? index : 0 },
    {
      enabled: isPlace,
      keep: true,
      refetchEveryMs: (last) => (last?.policyTestRun?.state === 'RUNNING' ? 4_000 : false),
    },
  )
  const run = data?.policyTestRun
  const version = useTestedVersion(run)
  const of = run?.case ?? null
  const wished = Number(search.get('repeat') ?? '1')
  const result = of?.results.find(({ repeat }) => repeat === wished) ?? of?.results[0]
  const choose = (repeat: number) => {
    const address = new URLSearchParams(search)
    address.set('repeat', String(repeat))
    setSearch(address, { replace: true })
  }
  const filter = search.get('only') ? `?only=${search.get('only') ?? ''}` : ''
  const above = [
    ...aboveRun(run?.policy, version),
    ...(run ? [{ title: 'Test run', to: `/policy-tests/${id}${filter}` }] : []),
  ]
  return (
    <>
      <PageTop title={`Case ${place}`} above={above} />
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {((!data && !error && isPlace) || (of && version === undefined)) && (
        <Bones lines={14} label="reading the case" />
      )}
      {((data && !of) || !isPlace) && (
        <Empty title="There is no such case">
          <Link to={run ? `/policy-tests/${id}` : '/policies'}>
            {run ? 'All cases of the run' : 'All policies'}
          </Link>
        </Empty>
      )}
      {run && of && version !== undefined && (
        <div className="testcase">
          <header className="pbar" aria-label="The case">
            <Standing of={of.standing} />
            {run.simulated && <Simulated />}
            <span>
              expected <Outcome name={of.expected} />
              {of.majority && (
                <>
                  , concluded <Outcome name={of.majority} />
                </>
              )}
            </span>
            <Repeats of={of} chosen={result?.repeat ?? 1} choose={choose} />
            <span className="spacer" />
            <StepCases runId={id} index={of.index} cases={run.cases} />
          </header>
          <CasePanes
            of={of}
            result={result}
            category={hurtOf(
              { rules: of.expectedRules, violates: of.expected === 'VIOLATES' },
              version?.rules ?? null,
            )}
            cites={run.summary.rules.some(({ citations }) => citations !== null)}
          />
        </div>
      )}
    </>
  )
}
