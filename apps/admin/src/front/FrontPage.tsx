import { usePermit } from '../api/usePermit.js'
import { useGraph } from '../api/useGraph.js'
import { ScopeSwitch, useScope } from '../figures/scope.js'
import { Failed } from '../parts/states.js'
import { useNow } from '../parts/useNow.js'
import { DueRollbacks } from '../releases/DueRollbacks.js'
import { PageTop } from '../shell/PageTop.js'
import { today } from '../words/time.js'
import { CheckpointLine } from './CheckpointLine.js'
import { EndpointStrip } from './EndpointStrip.js'
import { FIGURES } from './figures.js'
import { FlaggedShare } from './FlaggedShare.js'
import { AppealsNear, CasesWaiting, ChangesWaiting, Undetermined } from './Now.js'
import { InjectionLine } from './InjectionLine.js'
import { OutcomesPanel } from './OutcomesPanel.js'
import { ReconciliationLine } from './ReconciliationLine.js'
import './front.css'

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
        <span className="dim small wide nowrap">{today(now)}</span>
        {seesFigures && <ScopeSwitch scope={scope} />}
      </PageTop>
      <div className="page fp">
        <div className="now">
          {(may('case:read') || may('review:claim')) && <CasesWaiting />}
          {seesFigures && (
            <Undetermined figures={data?.verdictFigures} error={error} again={refetch} />
          )}
          {seesAppeals && <AppealsNear />}
          {(may('policy:submit') || may('policy:approve') || may('audit:read')) && (
            <ChangesWaiting />
          )}
        </div>
        {may('policy:approve') && <DueRollbacks />}
        {seesFigures && <ReconciliationLine />}
        <CheckpointLine />
        {seesFigures && <InjectionLine />}
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {seesFigures && !(error && !data) && (
          <div className="mid">
            <OutcomesPanel figures={data?.verdictFigures} scope={scope} />
            <FlaggedShare figures={data?.verdictFigures} />
          </div>
        )}
        <EndpointStrip />
      </div>
    </>
  )
}
