import { useState } from 'react'
import { Time } from '../parts/Time.js'
import { Empty } from '../parts/states.js'
import { SignatureMark } from '../signatures/SignatureMark.js'
import { counted, toWords } from '../words/words.js'
import type { Publication } from './documents.js'
import { VersionLink } from './VersionLink.js'

const atFirst = 20

function Entry({ policy, publication }: { policy: string; publication: Publication }) {
  const { kind, note, emergency, publishedBy, publishedAt, supersededAt, version, approval } =
    publication
  return (
    <li className={supersededAt === null ? 'now' : undefined}>
      <div className="row">
        {version && <VersionLink policy={policy} version={version} />}
        <span className="chip">{emergency ? 'emergency rollback' : toWords(kind)}</span>
        {supersededAt === null && <span className="chip">in force</span>}
        {version?.tag && (
          <>
            <span className="mono dim">{version.tag.name}</span>
            <SignatureMark signature={version.tag.signature} kind="tag" object={version.tag.name} />
          </>
        )}
      </div>
      <p className="sub">
        <Time at={publishedAt} as="instant" />
        {supersededAt !== null && (
          <>
            {' '}
            to <Time at={supersededAt} as="instant" />
          </>
        )}
        , by {publishedBy}
        {version && `; written by ${version.author}`}
      </p>
      {note && <p>{note}</p>}
      {emergency && (
        <p className="sub">
          {approval ? (
            <>
              approved by {approval.approvedBy.name}, <Time at={approval.approvedAt} />
              {approval.late && <b> after its day</b>}
              {approval.note && `: ${approval.note}`}
            </>
          ) : (
            'waits for approval'
          )}
        </p>
      )}
    </li>
  )
}

/** What was in force from when to when, newest first. */
export function Publications(props: {
  readonly policy: string
  readonly publications: readonly Publication[]
}) {
  const { policy, publications } = props
  const [all, setAll] = useState(false)
  const shown = all ? publications : publications.slice(0, atFirst)
  return (
    <section className="panel" aria-label="Publications">
      <div className="head">
        <h2>Publications</h2>
        <span className="wide">what was in force from when to when</span>
      </div>
      {publications.length === 0 && (
        <Empty title="Nothing was published yet">
          <p>A version judges once somebody who wrote none of it publishes it.</p>
        </Empty>
      )}
      <ol className="inforce">
        {shown.map((publication) => (
          <Entry key={publication.id} policy={policy} publication={publication} />
        ))}
      </ol>
      {shown.length < publications.length && (
        <div className="foot">
          <button type="button" className="link" onClick={() => setAll(true)}>
            All {counted(publications.length, 'publication')}
          </button>
        </div>
      )}
    </section>
  )
}
