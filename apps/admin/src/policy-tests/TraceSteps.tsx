import { useMemo } from 'react'
import { traceSteps } from '../reading/trace-steps.js'
import { VisibleText } from '../reading/VisibleText.js'
import { quotedFrom } from './quoted.js'
import { pieces } from './swapped.js'

interface Props {
  readonly trace: string
  /** What was judged: its words in the trace wait with it where it is blurred. */
  readonly content?: string
}

/** A trace in numbered steps, as verdicts show theirs. */
export function TraceSteps({ trace, content = '' }: Props) {
  const steps = useMemo(() => traceSteps(trace), [trace])
  return steps.map(({ number, start, text }) => (
    <div className="step plain" key={start}>
      <span className="no">{number}</span>
      <p>
        {pieces(text, quotedFrom(content, text)).map(({ text: words, marked: quoted }, at) =>
          quoted ? (
            <span key={at} className="c said">
              <VisibleText text={words} />
            </span>
          ) : (
            <VisibleText key={at} text={words} />
          ),
        )}
      </p>
    </div>
  ))
}
