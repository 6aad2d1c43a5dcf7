import { usePermit } from '../../api/usePermit.js'
import { Outcome, Simulated } from '../../parts/Outcome.js'
import { Answered } from '../../policy-tests/Answered.js'
import { TraceSteps } from '../../policy-tests/TraceSteps.js'
import type { PolicyCase } from '../policy-cases.js'
import type { PolicyFiles } from '../starter.js'
import { AddCase } from './AddCase.js'
import type { TriedCase } from './try-documents.js'

interface Props {
  readonly tried: TriedCase
  /** What was judged, as the API takes it. */
  readonly content: string
  /** The test case that was run; null for words of one's own. */
  readonly expected: PolicyCase | null
  /** Whether the draft reads otherwise by now. */
  readonly isBehind: boolean
  readonly draft: PolicyFiles
  readonly onAdd: (line: string) => void
}

const Rules = ({ rules, expected }: { rules: readonly string[]; expected: PolicyCase | null }) => (
  <>
    {rules.length === 0 && <span className="dim">none</span>}
    {rules.map((code) => (
      <span key={code} className="chip">
        <span className="rule">{code}</span>
        {expected && !expected.rules.includes(code) && ' not expected'}
      </span>
    ))}
  </>
)

/** What became of a case that was run, and the way into cases.jsonl. */
export function Tried({ tried, content, expected, isBehind, draft, onAdd }: Props) {
  const mayRead = usePermit()('trace:read')
  const { outcome, label, rules, trace, simulated, endpoint } = tried
  return (
    <section className="tried" aria-label="What came of it">
      {isBehind && (
        <p className="sub" role="status">
          Of the draft before your last change. Run it again.
        </p>
      )}
      <h2 className="hide">What came of it</h2>
      <div className="row tried-head">
        <Outcome name={outcome} size="big" /> {simulated && <Simulated />}
      </div>
      <dl className="pair">
        <dt>Label</dt>
        <dd>
          {label ? <span className="mono">{label}</span> : <span className="dim">none</span>}
          {expected && label !== expected.label && (
            <span className="notokay">, expected {expected.label}</span>
          )}
          {expected && label === expected.label && <span className="okay">, as expected</span>}
        </dd>
        <dt>Rules</dt>
        <dd>
          <Rules rules={rules} expected={expected} />
        </dd>
        <dt>By</dt>
        <dd>{endpoint}</dd>
      </dl>
      <div className="answered">
        <Answered answer={tried} />
        <h3>Trace</h3>
      </div>
      {trace === null ? (
        <p className="gone">
          {mayRead
            ? 'The model gave none.'
            : 'Your roles do not include reading what the model said.'}
        </p>
      ) : (
        <div className="trace pane triedtrace" tabIndex={0} role="group" aria-label="Steps">
          <TraceSteps trace={trace} />
        </div>
      )}
      {expected === null && <AddCase {...{ tried, content, draft, onAdd }} />}
    </section>
  )
}
