import { useState } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { capital, toSlug, toWords } from '../words/words.js'
import { CodeWords } from './CodeWords.js'
import { DETECTORS, type Detector, type InPolicy } from './documents.js'
import { Precise } from './Precise.js'
import { SwitchDetector } from './SwitchDetector.js'
import './detectors.css'

type Setting = Detector['setting']

function Mode({ advisory, setting }: { advisory: boolean; setting: Setting }) {
  return (
    <>
      {advisory ? <span className="chip">advisory</span> : 'acts'}
      {setting && (
        <span className="sub" title={setting.reason ?? undefined}>
          {' '}
          {setting.by ? `by ${setting.by.name}` : 'by marks'} <Time at={setting.recordedAt} />
        </span>
      )}
      {setting?.automatic && (
        <p className="sub">
          by itself below {setting.automatic.below.toFixed(2)} over {setting.automatic.leastMarks}{' '}
          marks
        </p>
      )}
    </>
  )
}

const inPolicy: readonly Column<InPolicy>[] = [
  {
    head: 'Policy',
    cell: ({ policy }) => <Link to={`/policies/${policy}?tab=findings`}>{policy}</Link>,
  },
  { head: 'Precision', cell: ({ livePrecision }) => <Precise of={livePrecision} /> },
  { head: 'How used', cell: (row) => <Mode advisory={row.advisory} setting={row.setting} /> },
]

function OneDetector({ detector, act }: { detector: Detector; act: (() => void) | null }) {
  const { type, about, livePrecision, advisory, belowBound, setting, policies } = detector
  const id = toSlug(type)
  return (
    <section className="panel detector" aria-labelledby={id}>
      <div className="head">
        <h2 id={id}>{toWords(type)}</h2>
        <span className="spacer" />
        {belowBound && !advisory && <span className="chip">marks speak against it</span>}
        <Link className="btn" to={`/verdicts?q=finding:${id}`}>
          Verdicts with it
        </Link>
        {act && <Button onClick={act}>{advisory ? 'Let it act…' : 'Let it only advise…'}</Button>}
      </div>
      <dl>
        <dt>Catches</dt>
        <dd>
          <CodeWords of={`${capital(about.catches)}.`} />
        </dd>
        <dt>Blind to</dt>
        <dd>
          <CodeWords of={`${capital(about.blindSpots)}.`} />
        </dd>
        <dt>Precision, as marked</dt>
        <dd>
          <Precise of={livePrecision} />
        </dd>
        <dt>Used</dt>
        <dd>
          <Mode advisory={advisory} setting={setting} />
        </dd>
      </dl>
      {policies.length > 0 && (
        <RowTable
          label={`${toWords(type)} by policy`}
          rows={policies}
          columns={inPolicy}
          idOf={({ policy }) => policy}
        />
      )}
    </section>
  )
}

/** Every detector: what it catches, how often people found it right, and whether it acts or only advises. */
export function DetectorsPage() {
  const { data, error, refetch } = useGraph(DETECTORS, {})
  const mayManage = usePermit()('finding:manage')
  const [switching, setSwitching] = useState<Detector | null>(null)
  return (
    <>
      <PageTop title="Detectors" />
      <div className="page padded">
        <p className="sub">
          Whoever reads a trace may mark its findings right or wrong; precision is the share of
          right. An advisory detector’s findings only count.
        </p>
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones lines={12} label="reading detectors" />}
        {data?.detectors.map((detector) => (
          <OneDetector
            key={detector.type}
            detector={detector}
            act={mayManage ? () => setSwitching(detector) : null}
          />
        ))}
      </div>
      {switching && <SwitchDetector detector={switching} onClose={() => setSwitching(null)} />}
    </>
  )
}
