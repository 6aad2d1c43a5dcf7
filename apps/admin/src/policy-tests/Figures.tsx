import { Link } from 'react-router'
import { Outcome } from '../parts/Outcome.js'
import { counted, outcomes } from '../words/words.js'
import type { Figures as Summary } from './documents.js'
import { between, percent } from './run-words.js'

interface Props {
  readonly summary: Summary
  /** The address of the cases behind a figure. */
  readonly among: (only: string) => string
}

function Confusion({ summary }: { summary: Summary }) {
  const count = (expected: string, concluded: string) =>
    summary.confusion.find((cell) => cell.expected === expected && cell.concluded === concluded)
      ?.cases ?? 0
  return (
    <table className="confusion">
      <caption>Expected down, concluded across</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hide">expected</span>
          </th>
          {outcomes.map((name) => (
            <th key={name} scope="col" className="num">
              <Outcome name={name} size="plain" />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outcomes.map((expected) => (
          <tr key={expected}>
            <th scope="row">
              <Outcome name={expected} size="plain" />
            </th>
            {outcomes.map((concluded) => {
              const cases = count(expected, concluded)
              return (
                <td
                  key={concluded}
                  className={`num ${expected === concluded ? 'as' : cases > 0 ? 'not' : 'dim'}`}
                >
                  {cases}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Verdict = ({ summary }: { summary: Summary }) =>
  summary.passed ? (
    <p>
      <b className="okay">It passes:</b> asked are {percent(summary.demands.atLeast)} right and at
      most {percent(summary.demands.pairFlipsAtMost)} of pairs flipping.
    </p>
  ) : (
    <>
      <p>
        <b className="notokay">It does not pass:</b>
      </p>
      <ul className="reasons">
        {summary.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  )

/** What a run says of the policy, each figure leading to the cases behind it. */
export function Figures({ summary, among, ended }: Props & { readonly ended: boolean }) {
  const { correct, wrong, undetermined, pending, accuracy, interval, flips, pairs } = summary
  const range = between(interval)
  return (
    <aside className="figures" aria-label="Figures">
      {ended && <Verdict summary={summary} />}
      <dl className="pair">
        <dt>Right</dt>
        <dd>{correct}</dd>
        <dt>Wrong</dt>
        <dd>{wrong > 0 ? <Link to={among('wrong')}>{wrong}</Link> : 0}</dd>
        <dt>Undetermined</dt>
        <dd>{undetermined > 0 ? <Link to={among('undetermined')}>{undetermined}</Link> : 0}</dd>
        {pending > 0 && (
          <>
            <dt>Not yet</dt>
            <dd>{pending}</dd>
          </>
        )}
        <dt>Accuracy</dt>
        <dd>
          {percent(accuracy)}
          {range && <span className="sub">, {range} with 95 % confidence (Wilson)</span>}
        </dd>
        <dt>Flips between repeats</dt>
        <dd>
          {flips.compared === 0 ? (
            <span className="sub">each case was judged once</span>
          ) : (
            <>
              {flips.flipped > 0 ? (
                <Link to={among('flipped')}>{counted(flips.flipped, 'case')}</Link>
              ) : (
                'none'
              )}{' '}
              of {flips.compared}, {percent(flips.share)}
              <span className="sub">
                ; {flips.differingPairs} of {counted(flips.repeatPairs, 'pair')} of repeats differ
              </span>
            </>
          )}
        </dd>
        <dt>Pairs that flip</dt>
        <dd>
          {pairs.pairs === 0 ? (
            <span className="sub">the policy has no counterfactual pairs</span>
          ) : (
            <>
              <Link to="?part=pairs">
                {pairs.flipped} of {pairs.pairs}
              </Link>
              , {percent(pairs.rate)}
              {pairs.interval && <span className="sub">, {between(pairs.interval)}</span>}
            </>
          )}
        </dd>
      </dl>
      <Confusion summary={summary} />
      {summary.invented.length > 0 && (
        <p>
          Cited though the policy has no such rule:{' '}
          {summary.invented.map(({ code, count }) => (
            <span key={code} className="chip">
              <span className="rule">{code}</span> {counted(count, 'time')}
            </span>
          ))}
        </p>
      )}
    </aside>
  )
}
