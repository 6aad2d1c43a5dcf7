import { useSearchParams } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { useGraph } from '../api/useGraph.js'
import { useEndpoints } from '../cluster/useEndpoints.js'
import { Failed } from '../parts/states.js'
import { useNow } from '../parts/useNow.js'
import { PageTop } from '../shell/PageTop.js'
import { today } from '../words/time.js'
import { EndpointStrip } from './EndpointStrip.js'
import { FIGURES } from './figures.js'
import { FlaggedShare } from './FlaggedShare.js'
import { AppealsNear, CasesWaiting, Undetermined } from './Now.js'
import { OutcomesPanel } from './OutcomesPanel.js'
import { ReconciliationLine } from './ReconciliationLine.js'
import './front.css'

/**
 * Simulated and imported verdicts count when asked for; the choice stands in the address. Where no
 * endpoint has a model behind it, there is nothing else to count, and simulated ones do.
 */
function useScope() {
  const [search, setSearch] = useSearchParams()
  const { data, isPending } = useEndpoints()
  const noModel = data !== undefined && data.endpoints.every((endpoint) => endpoint.simulated)
  const simulated = (search.get('simulated') ?? (noModel ? 'yes' : 'no')) === 'yes'
  const imported = search.get('imported') === 'yes'
  const put = (name: string, on: boolean) => {
    const next = new URLSearchParams(search)
    next.set(name, on ? 'yes' : 'no')
    setSearch(next, { replace: true })
  }
  const named = [simulated ? 'simulated' : null, imported ? 'imported' : null].filter(
    (one) => one !== null,
  )
  const counts = named.length
    ? `${named.join(' and ')} counted`
    : 'simulated and imported not counted'
  return { simulated, imported, put, counts, known: !isPending }
}

const Scope = ({ scope }: { scope: ReturnType<typeof useScope> }) => (
  <span className="row wide">
    <span className="label" id="counted">
      counted too
    </span>
    <span className="seg low" role="group" aria-labelledby="counted">
      {(['simulated', 'imported'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={scope[name]}
          onClick={() => scope.put(name, !scope[name])}
        >
          {name}
        </button>
      ))}
    </span>
  </span>
)

/** What needs people now, then whether all is accounted for, then how it has been going. */
export function FrontPage() {
  const may = usePermit()
  const now = useNow(30_000)
  const scope = useScope()
  const seesFigures = may('metrics:read')
  const { data, error, refetch } = useGraph(
    FIGURES,
    { scope: { days: 30, includeSimulated: scope.simulated, includeImported: scope.imported } },
    { enabled: seesFigures && scope.known, refetchEveryMs: 60_000, keep: true },
  )
  const seesAppeals = may('appeal:decide') || may('case:read')
  return (
    <>
      <PageTop title="Front page">
        <span className="dim small wide">{today(now)}</span>
        {seesFigures && <Scope scope={scope} />}
      </PageTop>
      <div className="page fp">
        <div className="now">
          {(may('case:read') || may('review:claim')) && <CasesWaiting />}
          {seesFigures && <Undetermined figures={data?.verdictFigures} />}
          {seesAppeals && <AppealsNear />}
        </div>
        {seesFigures && <ReconciliationLine />}
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {seesFigures && !(error && !data) && (
          <div className="mid">
            <OutcomesPanel figures={data?.verdictFigures} counts={scope.counts} />
            <FlaggedShare figures={data?.verdictFigures} />
          </div>
        )}
        <EndpointStrip />
      </div>
    </>
  )
}
