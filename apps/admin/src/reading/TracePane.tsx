import { useMemo } from 'react'
import { useKeys } from '../keys/useKeys.js'
import { ariaKeys, keymap } from '../keys/keymap.js'
import { Key } from '../keys/Key.js'
import { FindingMark } from '../parts/FindingMark.js'
import { counted, toWords } from '../words/words.js'
import { FindingSaid } from './FindingSaid.js'
import type { ReadFinding, ReadVerdict } from './fragment.js'
import { MarkedText } from './MarkedText.js'
import { findingId, readingOrder, type PaneName } from './marks.js'
import { useReading } from './reading-context.js'
import { within, type Place } from './segments.js'
import { traceSteps } from './trace-steps.js'
import { usePartnerScroll } from './usePartnerScroll.js'
import { useStepper } from './useStepper.js'

function Note({ finding, verdict }: { finding: ReadFinding; verdict: ReadVerdict }) {
  const { selected, select } = useReading()
  const id = findingId(finding.number)
  const on = id === selected
  return (
    <div className="noted">
      <button
        type="button"
        className={on ? 'note on' : 'note'}
        aria-pressed={on}
        onClick={() => select(on ? null : id)}
      >
        <FindingMark number={finding.number} severity={finding.severity} on={on} />
        <span>
          <b>{toWords(finding.type)}</b>{' '}
          {finding.severity === 'SOFT' ? 'soft' : finding.confidence.toFixed(2)}
          <br />
          {finding.message}
          {finding.suppression?.inForce && <span className="chip">suppressed</span>}
          {finding.advisory && <span className="chip">advisory</span>}
        </span>
      </button>
      {on && <FindingSaid finding={finding} verdict={verdict} />}
    </div>
  )
}

/** Findings that begin inside a place of a pane; their notes share its row. */
function useNotes(findings: readonly ReadFinding[], pane: PaneName) {
  const { marks } = useReading()
  return (place: Place) =>
    findings.filter((finding) => {
      const first = marks.find((mark) => mark.id === findingId(finding.number) && mark.in === pane)
      return first !== undefined && first.start >= place.start && first.start < place.end
    })
}

function Stepper({ findings }: { findings: readonly ReadFinding[] }) {
  const { marks, selected, select } = useReading()
  const ids = useMemo(() => readingOrder(findings, marks), [findings, marks])
  const step = useStepper(ids, selected, select)
  useKeys({ previousFinding: () => step(-1), nextFinding: () => step(1) })
  if (ids.length === 0) return <span className="label">no findings</span>
  const at = ids.indexOf(selected ?? '') + 1
  return (
    <span className="row stepper">
      {(['previousFinding', 'nextFinding'] as const).map((name) => (
        <button
          key={name}
          type="button"
          className="bare"
          aria-label={keymap[name].does}
          title={keymap[name].does}
          aria-keyshortcuts={ariaKeys(name)}
          onClick={() => step(name === 'nextFinding' ? 1 : -1)}
        >
          <Key name={name} />
        </button>
      ))}
      <span className="label">
        {at ? `${at} of ${ids.length}` : counted(findings.length, 'finding')}
      </span>
    </span>
  )
}

const Legend = () => (
  <span className="legend" aria-hidden="true">
    <span className="c rulec">rule</span>
    <span className="c quote">quote</span>
    <span className="c said">content</span>
    <span className="c fact">fact</span>
    <span className="c infer">inference</span>
    <span className="c end">conclusion</span>
  </span>
)

/** Shows claims that nothing bears out alone; there is nothing to choose where there are none. */
function OnlyUnsupported({ count }: { count: number }) {
  const { onlyUnsupported, showOnly } = useReading()
  if (count === 0) return null
  return (
    <button
      type="button"
      className="bare only"
      aria-pressed={onlyUnsupported}
      onClick={() => showOnly(!onlyUnsupported)}
    >
      ∅ {count} unsupported{onlyUnsupported && ' only'}
    </button>
  )
}

const percent = (share: number) => `${Math.round(share * 100)} % grounded`

/** The chain of thought in numbered steps, its claims underlined, findings beside them. */
export function TracePane({ verdict }: { verdict: ReadVerdict }) {
  const { marks } = useReading()
  const { trace, output, findings, usage } = verdict
  const steps = useMemo(() => traceSteps(trace ?? ''), [trace])
  const inTrace = useMemo(() => marks.filter((mark) => mark.in === 'trace'), [marks])
  const inOutput = useMemo(() => marks.filter((mark) => mark.in === 'output'), [marks])
  const notesOfTrace = useNotes(findings, 'trace')
  const notesOfOutput = useNotes(findings, 'output')
  const pane = usePartnerScroll<HTMLDivElement>()
  const beside = new Set([
    ...steps.flatMap(notesOfTrace),
    ...notesOfOutput({ start: 0, end: Number.MAX_SAFE_INTEGER }).filter(
      (f) => output && !steps.some((s) => notesOfTrace(s).includes(f)),
    ),
  ])
  const general = findings.filter((finding) => !beside.has(finding))
  const tokens = usage.reasoningTokens
  return (
    <>
      <div className="head">
        <h2>Trace</h2>
        <span className="cut">
          {counted(steps.length, 'step')}
          {tokens !== null && `, ${counted(tokens, 'token')}`}
          {verdict.groundingCoverage !== null && `, ${percent(verdict.groundingCoverage)}`}
        </span>
        <span className="spacer" />
        <Legend />
        <OnlyUnsupported count={verdict.claims.filter((claim) => claim.unsupported).length} />
        <Stepper findings={findings} />
      </div>
      <div className="body trace" tabIndex={0} ref={pane} role="group" aria-label="Steps">
        {general.length > 0 && (
          <div className="step general">
            <span className="no" />
            <p className="dim">About the answer as a whole</p>
            <div>
              {general.map((finding) => (
                <Note key={finding.id} finding={finding} verdict={verdict} />
              ))}
            </div>
          </div>
        )}
        {trace === null && (
          <p className="gone">
            {verdict.contentItem.erased
              ? 'The trace was erased with the content.'
              : 'There is no trace here: the model gave none, or your roles do not include reading it.'}
          </p>
        )}
        {steps.map((step) => (
          <div className="step" key={step.start}>
            <span className="no">{step.number}</span>
            <p>
              <MarkedText text={step.text} marks={within(inTrace, step)} inTrace />
            </p>
            <div>
              {notesOfTrace(step).map((finding) => (
                <Note key={finding.id} finding={finding} verdict={verdict} />
              ))}
            </div>
          </div>
        ))}
        {output !== null && (
          <div className="step output">
            <span className="no">out</span>
            <p className="mono">
              {output === '' && <span className="dim">nothing</span>}
              <MarkedText text={output} marks={inOutput} inTrace />
            </p>
            <div>
              {notesOfOutput({ start: 0, end: Number.MAX_SAFE_INTEGER })
                .filter((finding) => !steps.some((step) => notesOfTrace(step).includes(finding)))
                .map((finding) => (
                  <Note key={finding.id} finding={finding} verdict={verdict} />
                ))}
            </div>
          </div>
        )}
      </div>
    </>
  )
}
