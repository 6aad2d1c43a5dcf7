import { useState } from 'react'
import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { MakeEvidence } from '../answers/MakeEvidence.js'
import { LodgeAppeal } from '../appeals/LodgeAppeal.js'
import { Button } from '../parts/Button.js'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Risk } from '../parts/Risk.js'
import { Time } from '../parts/Time.js'
import { duration } from '../words/time.js'
import { modelName, toWords } from '../words/words.js'
import type { WholeVerdict } from './source.js'

const sourceWords = ({ source, arm }: WholeVerdict) =>
  [source === 'IMPORT' && 'imported', arm !== 'LIVE' && toWords(arm)].filter(Boolean)

function Action({ verdict }: { verdict: WholeVerdict }) {
  const [action] = verdict.actions
  if (!action) return <span className="dim">none asked</span>
  return (
    <>
      {toWords(action.kind)}{' '}
      <span className="dim">
        {action.withheldBecause.length > 0
          ? `kept back until reviewed: ${action.withheldBecause.map(toWords).join(', ')}`
          : action.interim
            ? 'until reviewed'
            : `by ${toWords(action.causeKind)}`}
      </span>
    </>
  )
}

/** The verdict with the content it is about: whoever saw either. */
const whole = ({ id, contentItem }: WholeVerdict) => `verdict:${id},content-item:${contentItem.id}`

function Acts({ verdict }: { verdict: WholeVerdict }) {
  const may = usePermit()
  const [lodging, setLodging] = useState(false)
  const [packing, setPacking] = useState(false)
  const [action] = verdict.actions
  const appeal = verdict.actions.find((one) => one.appeal)?.appeal
  return (
    <>
      <Link className="btn" to={`/answer?verdict=${verdict.id}`}>
        Dossier
      </Link>
      {may('evidence:export') && <Button onClick={() => setPacking(true)}>Evidence package</Button>}
      {appeal && (
        <Link className="btn" to={`/appeals/${appeal.id}`}>
          Appeal A-{appeal.number}
        </Link>
      )}
      {action && !appeal && action.kind !== 'NONE' && may('appeal:lodge') && (
        <Button onClick={() => setLodging(true)}>Lodge an appeal</Button>
      )}
      {verdict.case && (may('review:claim') || may('case:read')) && (
        <Link className="btn primary" to={`/workbench/${verdict.case.id}`}>
          Open case {verdict.case.number}
        </Link>
      )}
      {may('audit:read') && (
        <Link className="btn" to={`/trail?object=${whole(verdict)}`}>
          Who saw this
        </Link>
      )}
      {packing && <MakeEvidence of={{ verdictId: verdict.id }} onClose={() => setPacking(false)} />}
      {lodging && action && <LodgeAppeal actionId={action.id} onClose={() => setLodging(false)} />}
    </>
  )
}

/** Where it stands in the log, whether a signed checkpoint covers it, and when its row was last held against it. */
function LogPlace({ id, logEntry }: Pick<WholeVerdict, 'id' | 'logEntry'>) {
  if (!logEntry) return <span className="dim">waits for its place</span>
  return (
    <>
      <Link to={`/verdicts/${id}?tab=proof`}>
        entry {Number(logEntry.index).toLocaleString('en')}
      </Link>{' '}
      <span className="dim">
        {logEntry.provenAt === null ? 'not yet signed' : 'signed'}
        {logEntry.verifiedAt !== null && (
          <>
            , verified <Time at={logEntry.verifiedAt} />
          </>
        )}
      </span>
    </>
  )
}

/** What was concluded, by what, when: the facts one needs before reading on. */
export function VerdictHeader({ verdict }: { verdict: WholeVerdict }) {
  const { decidedAt, model, effort, endpoint, attempts, latencyMs } = verdict
  return (
    <section className="vh" aria-label="Verdict">
      <div className="first">
        <Outcome name={verdict.outcome} size="big" />
        {verdict.undeterminedReason && (
          <span className="sub">{toWords(verdict.undeterminedReason)}</span>
        )}
        <span className="row" style={{ gap: 4 }}>
          {verdict.rules.map((rule) => (
            <span className="chip rule" key={rule}>
              {rule}
            </span>
          ))}
        </span>
        <Risk value={verdict.risk} label />
        {verdict.groundingCoverage !== null && (
          <span
            className="sub"
            title="Share of quotes, citations and observations that policy or content bear out."
          >
            grounded {Math.round(verdict.groundingCoverage * 100)} %
          </span>
        )}
        {verdict.simulated && <Simulated />}
        {sourceWords(verdict).map((words) => (
          <span className="chip" key={String(words)}>
            {words}
          </span>
        ))}
        {verdict.repeatOf && (
          <Link className="sub" to={`/verdicts/${verdict.repeatOf.id}?tab=repeats`}>
            repeats {verdict.repeatOf.id.slice(-12)}
          </Link>
        )}
        <span className="spacer" />
        <Acts verdict={verdict} />
      </div>
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
            <Time at={decidedAt} as="instant" />{' '}
            <span className="dim">
              <Time at={decidedAt} />
            </span>
          </dd>
        </div>
        <div>
          <dt>Model and effort</dt>
          <dd>
            {modelName(model)}
            {effort && `, ${effort.toLowerCase()}`}
          </dd>
        </div>
        <div>
          <dt>Answered by</dt>
          <dd>
            {toWords(verdict.answeredBy)}
            {verdict.source === 'IMPORT' ? (
              ', elsewhere'
            ) : (
              <>
                , endpoint <span className="mono">{endpoint}</span>
              </>
            )}
            {attempts.length > 0 && `, attempt ${attempts.length}`}
          </dd>
        </div>
        {latencyMs !== null && (
          <div>
            <dt>Took</dt>
            <dd>{duration(latencyMs)}</dd>
          </div>
        )}
        <div>
          <dt>Action</dt>
          <dd>
            <Action verdict={verdict} />
          </dd>
        </div>
        <div>
          <dt>Log</dt>
          <dd>
            <LogPlace id={verdict.id} logEntry={verdict.logEntry} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
