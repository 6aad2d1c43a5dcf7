import { useState } from 'react'
import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { Time } from '../parts/Time.js'
import { toWords } from '../words/words.js'
import type { Policy, Version } from './documents.js'
import { SignatureMark } from '../signatures/SignatureMark.js'
import { PickButtons } from '../changes/PickButtons.js'
import { OpenChangesOf } from '../changes/OpenChangesOf.js'
import { Publish } from './Publish.js'

interface Props {
  readonly policy: Policy
  readonly shown: string
}

/** Versions, newest first, and what was published when. */
export function Versions({ policy, shown }: Props) {
  const may = usePermit()
  const mayPublish = may('policy:activate')
  const mayDraft = may('policy:draft')
  const [publishing, setPublishing] = useState<Version | null>(null)
  const path = `/policies/${encodeURIComponent(policy.name)}`
  const released = new Set(
    policy.publications.filter(({ kind }) => kind !== 'imported').map(({ commit }) => commit),
  )
  const versions = policy.versions.edges.map((edge) => edge.node)
  return (
    <aside className="versions" aria-label="Versions and publications">
      <OpenChangesOf policy={policy.name} />
      <section>
        <h2>Versions</h2>
        <ol>
          {versions.map((version) => (
            <li key={version.commit} className={version.commit === shown ? 'on' : undefined}>
              <div className="row">
                <Link
                  to={`${path}?at=${version.commit}`}
                  aria-current={version.commit === shown || undefined}
                >
                  version {version.sequence} <span className="mono">{version.shortCommit}</span>
                </Link>
                {version.inForce && <span className="chip">in force</span>}
                {released.has(version.commit) && (
                  <span className="chip mono" title="the tag that publishing it made">
                    {policy.name}/v{version.sequence}
                  </span>
                )}
                {version.origin === 'imported' && <span className="chip">imported</span>}
              </div>
              <p>{version.message}</p>
              <p className="dim">
                {version.author}, <Time at={version.committedAt} />{' '}
                <SignatureMark
                  signature={version.signature}
                  kind="commit"
                  object={version.commit}
                />
              </p>
              <div className="row">
                {version.parent && (
                  <Link to={`${path}/compare?base=${version.parent}&head=${version.commit}`}>
                    What changed
                  </Link>
                )}
                {mayPublish && !version.inForce && (
                  <button className="link" onClick={() => setPublishing(version)}>
                    Publish
                  </button>
                )}
                {mayDraft && version.parent && <PickButtons commit={version.commit} />}
              </div>
            </li>
          ))}
        </ol>
      </section>
      {policy.arms.length > 0 && (
        <section aria-label="Beside the version in force">
          <h2>Beside the version in force</h2>
          <ol>
            {policy.arms.map(({ id, arm, share, version, note, setBy, setAt }) => (
              <li key={id}>
                <div className="row">
                  <span>{arm === 'CANARY' ? `canary, ${share} % of the content` : 'shadow'}</span>
                  {version && (
                    <Link to={`${path}?at=${version.commit}`}>
                      version {version.sequence} <span className="mono">{version.shortCommit}</span>
                    </Link>
                  )}
                </div>
                {note && <p>{note}</p>}
                <p className="dim">
                  {setBy.name}, <Time at={setAt} />
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h2>Publications</h2>
        {policy.publications.length === 0 && <p className="dim">none yet</p>}
        <ol>
          {policy.publications.map((publication) => (
            <li key={publication.id}>
              <div className="row">
                <span className="mono">{publication.commit.slice(0, 7)}</span>
                <span>{toWords(publication.kind)}</span>
              </div>
              {publication.note && <p>{publication.note}</p>}
              <p className="dim">
                {publication.publishedBy}, <Time at={publication.publishedAt} />
              </p>
            </li>
          ))}
        </ol>
      </section>
      {publishing && (
        <Publish
          policy={policy.name}
          commit={publishing.commit}
          onClose={() => setPublishing(null)}
        />
      )}
    </aside>
  )
}
