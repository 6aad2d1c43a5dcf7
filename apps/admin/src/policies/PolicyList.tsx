import { Fragment } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { useOpenChanges } from '../changes/useOpenChanges.js'
import { ScopeSwitch, useScope } from '../figures/scope.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { counted } from '../words/words.js'
import { CARDS, type PolicyCard } from './documents.js'
import './policies.css'

function Flagged({ name, figures: { flagged, verdicts } }: PolicyCard) {
  if (verdicts === 0) return <span className="dim">nothing judged</span>
  return (
    <>
      <Link to={`/verdicts?q=policy:${name}+flagged:yes+decided:30d`}>
        {((flagged / verdicts) * 100).toFixed(1)} %
      </Link>
      <span className="dim"> of {counted(verdicts, 'verdict')}</span>
    </>
  )
}

/** `changes` is null until they are looked up. */
function Card({ policy, changes }: { policy: PolicyCard; changes: number | null }) {
  const { name, title, inForce, figures, publications, arms } = policy
  const to = `/policies/${encodeURIComponent(name)}`
  const since = publications[0]?.publishedAt
  return (
    <section className="panel card" aria-label={title}>
      <h2>
        <Link to={to}>{title}</Link>
      </h2>
      <p className="sub">
        <span className="mono">{name}</span>,{' '}
        {inForce ? (
          <>
            version {inForce.sequence} <span className="mono">{inForce.shortCommit}</span>
            {since && (
              <>
                , in force since <Time at={since} as="date" />
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
          <Flagged {...policy} />
        </dd>
        <dt>Violates, 30 days</dt>
        <dd>
          <Link to={`/verdicts?q=policy:${name}+outcome:violates+decided:30d`}>
            {figures.violates.toLocaleString('en')}
          </Link>
        </dd>
        <dt>Corrections</dt>
        <dd>{figures.corrections}</dd>
        <dt>Open changes</dt>
        <dd>
          {changes === null || changes === 0 ? (
            <span className="dim">{changes === null ? '…' : 'none'}</span>
          ) : (
            <Link to={to}>{changes}</Link>
          )}
        </dd>
        {arms.map(({ id, arm, share, version }) => (
          <Fragment key={id}>
            <dt>{arm === 'CANARY' ? `Canary, ${share} %` : 'Shadow'}</dt>
            <dd>
              {version && (
                <Link to={`${to}?at=${version.commit}`}>
                  version {version.sequence} <span className="mono">{version.shortCommit}</span>
                </Link>
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

interface CardsProps {
  readonly policies: readonly PolicyCard[]
  readonly changesOf: (policy: string) => number | null
}

const Cards = ({ policies, changesOf }: CardsProps) => (
  <div className="cards">
    {policies.map((policy) => (
      <Card key={policy.name} policy={policy} changes={changesOf(policy.name)} />
    ))}
  </div>
)

export function PolicyList() {
  const scope = useScope()
  const { data, error, refetch } = useGraph(
    CARDS,
    { includeSimulated: scope.simulated, includeImported: scope.imported },
    { enabled: scope.known, keep: true },
  )
  const open = useOpenChanges()
  const changesOf = (policy: string) => (open.settled ? open.touching(policy).length : null)
  const mayDraft = usePermit()('policy:draft')
  const imported = data?.policies.filter(({ inForce }) => inForce?.origin === 'imported') ?? []
  const own = data?.policies.filter((policy) => !imported.includes(policy)) ?? []
  return (
    <>
      <PageTop title="Policies">
        <ScopeSwitch scope={scope} />
      </PageTop>
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
        <Cards policies={own} changesOf={changesOf} />
        {imported.length > 0 && (
          <>
            <h2 className="part">Imported, with the traces judged by them</h2>
            <Cards policies={imported} changesOf={changesOf} />
          </>
        )}
      </div>
    </>
  )
}
