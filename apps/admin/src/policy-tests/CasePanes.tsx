import { useState } from 'react'
import { useKeys } from '../keys/useKeys.js'
import { Button } from '../parts/Button.js'
import { Outcome } from '../parts/Outcome.js'
import { Panes } from '../reading/Panes.js'
import { VisibleText } from '../reading/VisibleText.js'
import { counted } from '../words/words.js'
import { Answered } from './Answered.js'
import { Codes } from './Codes.js'
import type { CaseResult, OpenCase } from './case-documents.js'
import { Standing } from './Standing.js'
import { TraceSteps } from './TraceSteps.js'
import '../reading/reading.css'
import '../reading/panes.css'

const denied = (
  <p className="gone">
    What a case says and what the model said of it are shown to those who may read traces. Your
    roles do not include that; outcomes, rules and figures are shown to everybody.
  </p>
)

function Content({ of, category }: { of: OpenCase; category: string | null }) {
  const [blurred, setBlurred] = useState(category !== null)
  useKeys({ blur: () => setBlurred(!blurred) }, of.content !== null)
  return (
    <>
      <div className="head">
        <h2>Content</h2>
        {of.content !== null && <span>{counted(of.content.length, 'character')}</span>}
        <span className="spacer" />
        {of.content !== null && (
          <Button
            kind="quiet"
            keyName="blur"
            onClick={() => setBlurred(!blurred)}
            aria-pressed={blurred}
          >
            {blurred ? 'show' : 'blur'}
          </Button>
        )}
      </div>
      <div className="body" tabIndex={0} role="group" aria-label="What is judged">
        {of.content === null ? (
          denied
        ) : (
          <div className="turn">
            {blurred ? (
              <div className="blur">
                {category ?? 'blurred'}
                <s aria-hidden="true">words that are not shown until asked for</s>
              </div>
            ) : (
              <div className="said-words">
                <VisibleText text={of.content} />
              </div>
            )}
          </div>
        )}
        {of.pair && (
          <p className="note-line sub">
            One of the pair <b>{of.pair}</b>, with <span className="chip">{of.swap}</span>.{' '}
            {of.pairFlipped && 'The pair was concluded differently.'}
          </p>
        )}
        {of.note && <p className="note-line sub">{of.note}</p>}
      </div>
    </>
  )
}

function Trace({ of, result }: { of: OpenCase; result: CaseResult | undefined }) {
  const tokens = result?.usage.reasoningTokens
  return (
    <>
      <div className="head">
        <h2>Trace</h2>
        {tokens != null && <span>{counted(tokens, 'token')}</span>}
      </div>
      <div className="body trace" tabIndex={0} role="group" aria-label="Steps">
        {of.content === null ? (
          denied
        ) : result && result.trace !== null ? (
          <TraceSteps trace={result.trace} content={of.content} />
        ) : (
          <p className="gone">
            {result
              ? 'There is no trace here: the model gave none, or it was erased.'
              : 'This case was not judged yet.'}
          </p>
        )}
      </div>
    </>
  )
}

function AnswerPane({ of, result, cites }: Omit<Props, 'category'>) {
  return (
    <>
      <div className="head">
        <h2>Answer</h2>
        <span className="spacer" />
        <Standing of={of.standing} />
      </div>
      <div className="body answered" tabIndex={0} role="group" aria-label="Expected and concluded">
        <dl className="pair beside">
          <dt>Expected</dt>
          <dd>
            <Outcome name={of.expected} /> <span className="mono dim">{of.label}</span>
          </dd>
          <dt>Concluded</dt>
          <dd>
            {result ? (
              <>
                <Outcome name={result.outcome} />{' '}
                {result.label && <span className="mono dim">{result.label}</span>}
              </>
            ) : (
              <span className="dim">not yet</span>
            )}
          </dd>
          {result && (
            <>
              <dt>Rules</dt>
              <dd>
                {cites ? (
                  <Codes expected={of.expectedRules} cited={result.rules} />
                ) : (
                  <>
                    <span className="rule">{of.expectedRules.join(' ')}</span>{' '}
                    <span className="sub">the policy asks for no codes</span>
                  </>
                )}
              </dd>
            </>
          )}
        </dl>
        {result && <Answered answer={result} />}
      </div>
    </>
  )
}

interface Props {
  readonly of: OpenCase
  readonly result: CaseResult | undefined
  readonly category: string | null
  /** Whether the policy asks for codes of rules. */
  readonly cites: boolean
}

/** Content, trace and answer side by side; what was expected beside what was concluded. */
export const CasePanes = ({ of, result, category, cites }: Props) => (
  <Panes
    third="Answer"
    content={<Content key={of.index} of={of} category={category} />}
    trace={<Trace of={of} result={result} />}
    policy={<AnswerPane of={of} result={result} cites={cites} />}
  />
)
