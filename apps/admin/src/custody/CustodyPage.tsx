import { Tab, Tabs } from '@mui/material'
import { useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { PageTop } from '../shell/PageTop.js'
import { UPKEEP } from './erasure-documents.js'
import { Erasures } from './Erasures.js'
import { Holds } from './Holds.js'
import { RetentionRules } from './RetentionRules.js'
import './custody.css'

const tabs = {
  erasures: { title: 'Erasures', needs: ['erasure:execute', 'audit:read'], view: Erasures },
  holds: { title: 'Holds', needs: ['hold:place', 'audit:read'], view: Holds },
  retention: {
    title: 'Retention',
    needs: ['retention:manage', 'erasure:execute', 'audit:read'],
    view: RetentionRules,
  },
} as const
type TabName = keyof typeof tabs

/** What custody relies on, said only where it is not in order. */
function Upkeep() {
  const { data } = useGraph(UPKEEP, {})
  if (!data) return null
  const { canErase, strayPartitions } = data.custodyUpkeep
  return (
    <>
      {!canErase && (
        <p className="alert" role="alert">
          <b>Nothing can be erased.</b> This installation has no login that may. Whoever runs it
          sets DATABASE_ERASER_URL for the worker.
        </p>
      )}
      {strayPartitions.length > 0 && (
        <p className="alert" role="alert">
          <b>Rows lie outside every month.</b> {strayPartitions.join(', ')}: they are kept, and
          found more slowly.
        </p>
      )}
    </>
  )
}

/** What is erased, what may not be, and how long words are kept. */
export function CustodyPage() {
  const may = usePermit()
  const [search, setSearch] = useSearchParams()
  const open = (Object.keys(tabs) as TabName[]).filter((name) => tabs[name].needs.some(may))
  const asked = open.find((name) => name === search.get('tab'))
  const tab = asked ?? open[0]
  if (!tab) return null
  const View = tabs[tab].view
  return (
    <>
      <PageTop title="Custody" />
      <div className="page padded custody">
        <Upkeep />
        <Tabs
          value={tab}
          onChange={(_, next: TabName) => setSearch({ tab: next })}
          aria-label="Custody"
        >
          {open.map((name) => (
            <Tab
              key={name}
              value={name}
              label={tabs[name].title}
              id={`custody-${name}`}
              aria-controls={`custody-${name}-panel`}
            />
          ))}
        </Tabs>
        <div role="tabpanel" id={`custody-${tab}-panel`} aria-labelledby={`custody-${tab}`}>
          <View />
        </div>
      </div>
    </>
  )
}
