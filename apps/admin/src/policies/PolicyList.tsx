import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { counted } from '../words/words.js'
import { CARDS, type PolicyCard } from './documents.js'
import './policies.css'

function share({ flagged, verdicts }: PolicyCard['figures']): string {
  return verdicts ? `${((flagged / verdicts) * 100).toFixed(1)} %` : 'none judged'
}

function Card({ policy }: { policy: PolicyCard }) {
  const { name, title, inForce, figures, publications } = policy
  const to = `/policies/${encodeURIComponent(name)}`
  const since = publications[0]?.publishedAt
  return (
    <section className="panel card" aria-label={title}>
      <h2>
        <Link to={to}>{title}</Link>
      </h2>
      <p className="sub">
        {inForce ? (
          <>
            version {inForce.sequence} <span className="mono">{inForce.shortCommit}</span>
            {since && (
              <>
                , in force since <Time at={since} />
              </>
            )}
          </>
        ) : (
          'no version in force'
        )}
      </p>
      <dl className="pair">
        <dt>Rules</dt>
        <dd>
          {inForce?.rules.length ?? 0}
          {inForce && <span className="dim"> in {counted(inForce.tokens, 'token')}</span>}
        </dd>
        <dt>Flagged, 30 days</dt>
        <dd>
          <Link to={`/verdicts?q=policy:${name}+flagged:yes+decided:30d`}>{share(figures)}</Link>
          <span className="dim"> of {counted(figures.verdicts, 'verdict')}</span>
        </dd>
        <dt>Violates, 30 days</dt>
        <dd>
          <Link to={`/verdicts?q=policy:${name}+outcome:violates+decided:30d`}>
            {figures.violates.toLocaleString('en')}
          </Link>
        </dd>
        <dt>Corrections</dt>
        <dd>{figures.corrections}</dd>
      </dl>
    </section>
  )
}

export function PolicyList() {
  const { data, error, refetch } = useGraph(CARDS, {})
  const mayDraft = usePermit()('policy:draft')
  return (
    <>
      <PageTop title="Policies" />
      <div className="page padded">
        {mayDraft && (
          <div className="row">
            <span className="spacer" />
            <Link className="btn" to="/policies/create">
              New policy
            </Link>
          </div>
        )}
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading policies" />}
        {data?.policies.length === 0 && (
          <Empty title="No policies yet">
            <p>A policy is a text the model judges by, with its rule codes and labels.</p>
          </Empty>
        )}
        <div className="cards">
          {data?.policies.map((policy) => (
            <Card key={policy.name} policy={policy} />
          ))}
        </div>
      </div>
    </>
  )
}
