import { VisibleText } from '../reading/VisibleText.js'
import { duration } from '../words/time.js'
import { counted, modelName, toWords } from '../words/words.js'
import type { Attempt } from './case-documents.js'

export interface Answer {
  readonly output: string | null
  readonly rationale: string | null
  readonly faults: readonly string[]
  readonly undeterminedReason: string | null
  readonly model: string
  readonly effort: string
  readonly finishReason?: string | null
  readonly latencyMs: number | null
  readonly usage: {
    readonly promptTokens: number | null
    readonly completionTokens: number | null
    readonly reasoningTokens: number | null
    readonly estimated: boolean
  }
  readonly attempts: readonly Attempt[]
}

const attemptWords = ({ errorClass, httpStatus, finishReason, wholeMs }: Attempt) =>
  [
    errorClass ? [httpStatus, toWords(errorClass)].filter(Boolean).join(' ') : 'complete',
    finishReason,
    duration(wholeMs),
  ]
    .filter(Boolean)
    .join(', ')

const tokens = ({ promptTokens, completionTokens, reasoningTokens }: Answer['usage']) =>
  [
    promptTokens !== null && `${promptTokens.toLocaleString('en')} asked`,
    completionTokens !== null && `${completionTokens.toLocaleString('en')} answered`,
    reasoningTokens !== null && `${reasoningTokens.toLocaleString('en')} of these thought`,
  ]
    .filter(Boolean)
    .join(', ')

/** What was wrong with an answer, where something was. */
export const Problems = ({ faults, undeterminedReason }: Answer) =>
  (faults.length > 0 || undeterminedReason !== null) && (
    <ul className="faults" aria-label="Problems">
      {undeterminedReason !== null && (
        <li>
          <b>undetermined:</b> {toWords(undeterminedReason).replaceAll('-', ' ')}
        </li>
      )}
      {faults.map((fault) => (
        <li key={fault}>{toWords(fault).replaceAll('-', ' ')}</li>
      ))}
    </ul>
  )

/** The final text, the rationale in it, and how it was come by. */
export function Answered({ answer }: { answer: Answer }) {
  const { output, rationale, model, effort, latencyMs, usage, attempts } = answer
  return (
    <>
      <Problems {...answer} />
      {output !== null && (
        <p className="mono said-words out">
          {output === '' ? <span className="dim">nothing</span> : <VisibleText text={output} />}
        </p>
      )}
      {rationale !== null && rationale !== output && (
        <>
          <h3>Rationale</h3>
          <p className="said-words">
            <VisibleText text={rationale} />
          </p>
        </>
      )}
      <h3>How</h3>
      <dl className="pair">
        <dt>Model</dt>
        <dd>
          {modelName(model)}, {toWords(effort)} effort
        </dd>
        {latencyMs !== null && (
          <>
            <dt>Time</dt>
            <dd>{duration(latencyMs)}</dd>
          </>
        )}
        {tokens(usage) && (
          <>
            <dt>Tokens</dt>
            <dd>
              {usage.estimated && 'about '}
              {tokens(usage)}
            </dd>
          </>
        )}
        <dt>{counted(attempts.length, 'attempt').replace(/^\d+ /, '').replace(/^a/, 'A')}</dt>
        <dd>
          {attempts.map((attempt) => (
            <div key={attempt.number}>{attemptWords(attempt)}</div>
          ))}
        </dd>
      </dl>
    </>
  )
}
