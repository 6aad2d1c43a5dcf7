import { Tab, Tabs } from '@mui/material'
import { useParams, useSearchParams } from 'react-router'
import { useRecord } from '../api/useRows.js'
import { Copy } from '../parts/Copy.js'
import { Bones, Failed } from '../parts/states.js'
import { Reading } from '../reading/Reading.js'
import { PageTop } from '../shell/PageTop.js'
import { duration } from '../words/time.js'
import { Attempts } from './Attempts.js'
import { CaseHistory } from './CaseHistory.js'
import { lastList } from './last-list.js'
import { Neighbours, neighboursOf } from './Neighbours.js'
import { Provenance, provenance } from './Provenance.js'
import type { WholeVerdict } from './source.js'
import { StepBar } from './StepBar.js'
import { VerdictHeader } from './VerdictHeader.js'
import './verdict.css'

const tabs = ['attempts', 'history', 'neighbours', 'provenance'] as const
type TabName = (typeof tabs)[number]

const isTab = (name: string | null): name is TabName => tabs.some((tab) => tab === name)

/** What the page shows beyond its id stands in the address: the mark and the open tab. */
function useAddress() {
  const [search, setSearch] = useSearchParams()
  const tab = search.get('tab')
  const put = (key: string, value: string | null) => {
    const next = new URLSearchParams(search)
    if (value === null) next.delete(key)
    else next.set(key, value)
    setSearch(next, { replace: true })
  }
  return {
    mark: search.get('mark'),
    setMark: (mark: string | null) => put('mark', mark),
    tab: isTab(tab) ? tab : 'attempts',
    setTab: (name: TabName) => put('tab', name),
  }
}

function Under({
  verdict,
  tab,
  setTab,
}: {
  verdict: WholeVerdict
  tab: TabName
  setTab: (tab: TabName) => void
}) {
  const history =
    (verdict.case?.events.length ?? 0) + verdict.decisions.length + verdict.actions.length
  const counts: Record<TabName, number> = {
    attempts: verdict.attempts.length,
    history,
    neighbours: neighboursOf(verdict).length,
    provenance: provenance(verdict).length,
  }
  const names: Record<TabName, string> = {
    attempts: 'Attempts',
    history: 'Case history',
    neighbours: 'Neighbours',
    provenance: 'Provenance',
  }
  const gap = Date.parse(verdict.recordedAt) - Date.parse(verdict.acceptedAt)
  return (
    <section className="under" aria-label="More about this verdict">
      <div className="tabline">
        <Tabs
          value={tab}
          onChange={(_, next: TabName) => setTab(next)}
          aria-label="More about this verdict"
        >
          {tabs.map((name) => (
            <Tab
              key={name}
              value={name}
              id={`tab-${name}`}
              aria-controls={`panel-${name}`}
              label={
                <span>
                  {names[name]} <span className="dim">{counts[name]}</span>
                </span>
              }
            />
          ))}
        </Tabs>
        <span className="spacer" />
        {verdict.source === 'LIVE' && (
          <span className="label">recorded {duration(gap)} after acceptance</span>
        )}
      </div>
      <div
        className="panelbox"
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
      >
        {tab === 'attempts' && <Attempts verdict={verdict} />}
        {tab === 'history' && <CaseHistory verdict={verdict} />}
        {tab === 'neighbours' && <Neighbours verdict={verdict} />}
        {tab === 'provenance' && <Provenance verdict={verdict} />}
      </div>
    </section>
  )
}

export function VerdictShow() {
  const { id } = useParams()
  const { record: verdict, error, refetch } = useRecord<WholeVerdict>('verdicts', id)
  const { mark, setMark, tab, setTab } = useAddress()
  const short = (id ?? '').slice(-12)
  return (
    <>
      <PageTop title={`v ${short}`} mono above={[{ title: 'Verdicts', to: lastList() }]}>
        <Copy text={id ?? ''} what="the id" />
        <StepBar id={id} tab={tab} />
      </PageTop>
      {error && !verdict && <Failed error={error} again={() => void refetch()} />}
      {!verdict && !error && <Bones lines={16} label="reading the verdict" />}
      {verdict && (
        <div className="vpage">
          <VerdictHeader verdict={verdict} />
          <Reading verdict={verdict} selected={mark} select={setMark} />
          <Under verdict={verdict} tab={tab} setTab={setTab} />
        </div>
      )}
    </>
  )
}
