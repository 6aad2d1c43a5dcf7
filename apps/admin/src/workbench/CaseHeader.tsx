import { Link } from 'react-router'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Risk } from '../parts/Risk.js'
import { Time } from '../parts/Time.js'
import { shortModel, toWords } from '../words/words.js'
import type { Case } from './documents.js'

interface Props {
  readonly subject: Case
  readonly hidden: boolean
  readonly blind: boolean
  readonly setBlind: (blind: boolean) => void
}

/** What the model concluded, unless the reviewer wants to judge before knowing. */
export function CaseHeader({ subject, hidden, blind, setBlind }: Props) {
  const { verdict } = subject
  return (
    <section className="wh" aria-label="Verdict under review">
      {hidden ? (
        <p className="sub blindline">
          Blind: the verdict, its trace and its risk are shown once you have chosen an outcome.
        </p>
      ) : (
        <>
          <div>
            <span className="label block">The model concluded</span>
            <Outcome name={verdict.outcome} />
          </div>
          {verdict.simulated && <Simulated />}
          <dl className="facts">
            <div>
              <dt>Policy</dt>
              <dd>
                <PolicyAt policy={verdict.policy} commit={verdict.policyCommit} />
              </dd>
            </div>
            <div>
              <dt>Decided</dt>
              <dd>
                <Time at={verdict.decidedAt} />
              </dd>
            </div>
            <div>
              <dt>Model</dt>
              <dd>
                {shortModel(verdict.model)}
                {verdict.effort && `, ${verdict.effort.toLowerCase()}`}
              </dd>
            </div>
            <div>
              <dt>Risk</dt>
              <dd>
                <Risk value={verdict.risk} />
              </dd>
            </div>
            <div>
              <dt>Action now</dt>
              <dd>
                {toWords(verdict.action?.kind ?? 'NONE')}
                {verdict.action?.interim && <span className="dim"> until reviewed</span>}
              </dd>
            </div>
            <div>
              <dt>Verdict</dt>
              <dd>
                <Link className="mono" to={`/verdicts/${verdict.id}`}>
                  {verdict.id.slice(-12)}
                </Link>
              </dd>
            </div>
          </dl>
        </>
      )}
      <span className="spacer" />
      <span className="seg" role="group" aria-label="Mode">
        <button type="button" aria-pressed={!blind} onClick={() => setBlind(false)}>
          open
        </button>
        <button type="button" aria-pressed={blind} onClick={() => setBlind(true)}>
          blind
        </button>
      </span>
    </section>
  )
}
