import { lazy, Suspense } from 'react'
import { Tab, Tabs } from '@mui/material'
import { useParams, useSearchParams } from 'react-router'
import { useRecord } from '../api/useRows.js'
import { Copy } from '../parts/Copy.js'
import { Bones, Failed } from '../parts/states.js'
import { Reading } from '../reading/Reading.js'
import { useMark } from '../reading/useMark.js'
import { PageTop } from '../shell/PageTop.js'
import { duration } from '../words/time.js'
import { Attempts } from './Attempts.js'
import { CaseHistory, historyLength } from './CaseHistory.js'
import { lastList } from './last-list.js'
import { Neighbours, useNeighbours } from './Neighbours.js'
import { Provenance, provenance } from './Provenance.js'
import { Repeats } from './Repeats.js'
import type { WholeVerdict } from './source.js'
import { StepBar } from './StepBar.js'
import { VerdictHeader } from './VerdictHeader.js'
import './verdict.css'

/** Brings cryptography with it: loaded by whoever opens it. */
const ProofTab = lazy(async () => ({ default: (await import('../proof/index.js')).ProofTab }))

const tabs = ['attempts', 'history', 'neighbours', 'repeats', 'provenance', 'proof'] as const
type TabName = (typeof tabs)[number]

const isTab = (name: string | null): name is TabName => tabs.some((tab) => tab === name)

/** The open tab stands in the address, beside the mark. */
function useTab() {
  const [search, setSearch] = useSearchParams()
  const tab = search.get('tab')
  const setTab = (name: TabName) => {
    const next = new URLSearchParams(search)
    next.set('tab', name)
    setSearch(next, { replace: true })
  }
  return { tab: isTab(tab) ? tab : 'attempts', setTab } as const
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
  const { neighbours } = useNeighbours(verdict.id)
  const counts: Partial<Record<TabName, number | undefined>> = {
    attempts: verdict.attempts.length,
    history: historyLength(verdict),
    neighbours: neighbours?.length,
    repeats: verdict.repeats.length,
    provenance: provenance(verdict).length,
  }
  const names: Record<TabName, string> = {
    attempts: 'Attempts',
    history: 'Case history',
    neighbours: 'Neighbours',
    repeats: 'Repeats',
    provenance: 'Provenance',
    proof: 'Proof',
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
        {tab === 'neighbours' && <Neighbours id={verdict.id} />}
        {tab === 'repeats' && <Repeats verdict={verdict} />}
        {tab === 'provenance' && <Provenance verdict={verdict} />}
        {tab === 'proof' && (
          <Suspense fallback={<Bones lines={5} label="reading the proof" />}>
            <ProofTab id={verdict.id} />
          </Suspense>
        )}
      </div>
    </section>
  )
}

export function VerdictShow() {
  const { id } = useParams()
  const { record: verdict, error, refetch } = useRecord<WholeVerdict>('verdicts', id)
  const { tab, setTab } = useTab()
  const { selected, select } = useMark(verdict?.findings)
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
          <Reading key={verdict.id} verdict={verdict} selected={selected} select={select} />
          <Under verdict={verdict} tab={tab} setTab={setTab} />
        </div>
      )}
    </>
  )
}
