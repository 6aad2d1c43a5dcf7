import { Tab, Tabs } from '@mui/material'
import { useGraph } from '../api/useGraph.js'
import { ScopeSwitch } from '../figures/scope.js'
import { POLICY_NAMES } from '../policies/policy-names.js'
import { PageTop } from '../shell/PageTop.js'
import { ClausesTab } from './ClausesTab.js'
import { DriftTab } from './DriftTab.js'
import { FindingsTab } from './FindingsTab.js'
import { HarnessTab } from './HarnessTab.js'
import { useReport, type Asked } from './useReport.js'
import { VersionsTab } from './VersionsTab.js'
import './reports.css'

const tabs = {
  findings: { title: 'Findings', view: FindingsTab },
  rules: { title: 'Rules', view: ClausesTab },
  versions: { title: 'Versions', view: VersionsTab },
  drift: { title: 'Drift', view: DriftTab },
  harness: { title: 'Harness', view: HarnessTab },
} as const
type TabName = keyof typeof tabs

function Over({ asked }: { asked: Asked }) {
  const { data } = useGraph(POLICY_NAMES, {})
  return (
    <div className="row over">
      <label className="row">
        <span className="label">policy</span>
        <select
          className="field"
          value={asked.policy ?? ''}
          onChange={(event) =>
            asked.put({ policy: event.target.value, version: null, base: null, head: null })
          }
        >
          <option value="">all</option>
          {data?.policies.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <span className="label">days</span>
        <select
          className="field"
          value={asked.days}
          onChange={(event) => asked.put({ days: event.target.value })}
        >
          {asked.spans.map((span) => (
            <option key={span}>{span}</option>
          ))}
        </select>
      </label>
      <ScopeSwitch scope={asked.scope} />
    </div>
  )
}

/** How sound the reasoning behind verdicts is, over time and by whatever it may depend on. */
export function ReportsPage() {
  const asked = useReport()
  const wished = asked.search.get('tab') ?? ''
  const tab: TabName = wished in tabs ? (wished as TabName) : 'findings'
  const View = tabs[tab].view
  return (
    <>
      <PageTop title="Reasoning" />
      <div className="page padded reports">
        <Over asked={asked} />
        <Tabs
          value={tab}
          onChange={(_, next: TabName) => asked.put({ tab: next })}
          aria-label="Reports"
          variant="scrollable"
          scrollButtons={false}
        >
          {(Object.keys(tabs) as TabName[]).map((name) => (
            <Tab
              key={name}
              value={name}
              label={tabs[name].title}
              id={`reports-${name}`}
              aria-controls={`reports-${name}-panel`}
            />
          ))}
        </Tabs>
        <div role="tabpanel" id={`reports-${tab}-panel`} aria-labelledby={`reports-${tab}`}>
          <View asked={asked} />
        </div>
      </div>
    </>
  )
}
