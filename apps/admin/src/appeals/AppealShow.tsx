import { lazy, Suspense } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useRecord } from '../api/useRows.js'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { Reading } from '../reading/Reading.js'
import { useMark } from '../reading/useMark.js'
import { VisibleText } from '../reading/VisibleText.js'
import { PageTop } from '../shell/PageTop.js'
import { toWords } from '../words/words.js'
import { Limit } from './AppealList.js'
import { DecideAppeal } from './DecideAppeal.js'
import type { WholeAppeal } from './source.js'
import './appeals.css'

const SideBySide = lazy(async () => ({
  default: (await import('../policies/SideBySide.js')).SideBySide,
}))

function Header({ appeal }: { appeal: WholeAppeal }) {
  const { verdict, action, decision } = appeal
  return (
    <section className="ah" aria-label="Appeal">
      <dl className="facts">
        <div>
          <dt>State</dt>
          <dd>{decision ? toWords(decision.outcome) : <Limit dueAt={appeal.dueAt} />}</dd>
        </div>
        <div>
          <dt>Against</dt>
          <dd>
            {toWords(action.kind)} <span className="dim">by {toWords(action.causeKind)}</span>
          </dd>
        </div>
        <div>
          <dt>Lodged</dt>
          <dd>
            <Time at={appeal.lodgedAt} />
          </dd>
        </div>
        {verdict && (
          <div>
            <dt>Verdict</dt>
            <dd>
              <Link to={`/verdicts/${verdict.id}`}>
                <Outcome name={verdict.outcome} />
              </Link>{' '}
              {verdict.simulated && <Simulated />}
            </dd>
          </div>
        )}
        {appeal.policyThen && (
          <div>
            <dt>Policy then</dt>
            <dd>
              <PolicyAt policy={appeal.policyThen.policy} commit={appeal.policyThen.commit} />
            </dd>
          </div>
        )}
        {appeal.policyNow && (
          <div>
            <dt>Policy now</dt>
            <dd>
              <PolicyAt policy={appeal.policyNow.policy} commit={appeal.policyNow.commit} />
            </dd>
          </div>
        )}
      </dl>
      <blockquote>
        <span className="label">Statement of the person affected</span>
        <p>
          {appeal.statement === null ? (
            'erased, or not for your roles'
          ) : (
            <VisibleText text={appeal.statement} />
          )}
        </p>
      </blockquote>
    </section>
  )
}

function Standing({ appeal }: { appeal: WholeAppeal }) {
  const { decision } = appeal
  if (decision) {
    return (
      <section className="adecide" aria-label="Decision">
        <p>
          <b>{toWords(decision.outcome)}</b>, {toWords(decision.action)}, by{' '}
          {decision.decidedBy.name} <Time at={decision.recordedAt} />
        </p>
        {decision.reasons && (
          <p className="sub">
            <VisibleText text={decision.reasons} />
          </p>
        )}
      </section>
    )
  }
  if (appeal.mayDecide) return <DecideAppeal appeal={appeal} />
  return (
    <section className="adecide" aria-label="Decision">
      <p>
        <b>You may not decide this appeal.</b>{' '}
        {appeal.mayNotDecideReason ?? 'Your roles do not include it.'}
      </p>
    </section>
  )
}

/** Policy then beside policy now, or the evidence as it was frozen. */
function Evidence({ appeal }: { appeal: WholeAppeal }) {
  const [search, setSearch] = useSearchParams()
  const view = search.get('view') === 'policies' ? 'policies' : 'reading'
  const setView = (next: 'reading' | 'policies') => {
    const address = new URLSearchParams(search)
    address.set('view', next)
    setSearch(address, { replace: true })
  }
  const { verdict, policyThen, policyNow } = appeal
  const mark = useMark(verdict?.findings)
  const changed = policyThen && policyNow && policyThen.commit !== policyNow.commit
  return (
    <div className="aevidence">
      <div className="head">
        <span className="seg" role="group" aria-label="View">
          <button
            type="button"
            aria-pressed={view === 'reading'}
            onClick={() => setView('reading')}
          >
            Evidence
          </button>
          <button
            type="button"
            aria-pressed={view === 'policies'}
            onClick={() => setView('policies')}
          >
            Policy then and now
          </button>
        </span>
        <span>{changed ? 'the policy has changed since' : 'the policy is the same today'}</span>
      </div>
      {view === 'policies' && !changed && (
        <Empty title="The policy is the same today">
          <p>What was asked of the content then is what would be asked of it now.</p>
        </Empty>
      )}
      {view === 'policies' && changed && (
        <Suspense fallback={<Bones lines={12} />}>
          <SideBySide before={policyThen.text} after={policyNow.text} />
        </Suspense>
      )}
      {view === 'reading' && verdict && <Reading verdict={verdict} {...mark} />}
      {view === 'reading' && !verdict && (
        <Empty title="No verdict behind this action">
          <p>The action was taken by a person or a timeout.</p>
        </Empty>
      )}
    </div>
  )
}

export function AppealShow() {
  const { id } = useParams()
  const { record: appeal, error, refetch } = useRecord<WholeAppeal>('appeals', id)
  return (
    <>
      <PageTop
        title={appeal ? `Appeal A-${appeal.number}` : 'Appeal'}
        above={[{ title: 'Appeals', to: '/appeals' }]}
      />
      {error && !appeal && <Failed error={error} again={() => void refetch()} />}
      {!appeal && !error && <Bones lines={16} label="reading the appeal" />}
      {appeal && (
        <div className="apage">
          <Header appeal={appeal} />
          <Evidence appeal={appeal} />
          <Standing appeal={appeal} />
        </div>
      )}
    </>
  )
}
