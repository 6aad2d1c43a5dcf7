import { TextField } from '@mui/material'
import { Link, useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Bones, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { useNow } from '../parts/useNow.js'
import { SignatureMark } from '../signatures/SignatureMark.js'
import { toWords } from '../words/words.js'
import { IN_FORCE_THEN, type Then } from './documents.js'
import { fromField, toField } from './release-words.js'
import { VersionLink } from './VersionLink.js'

function Behind({ policy, version, at }: { policy: string; version: Then; at: string }) {
  const { author, committedAt, change, approvedBy, publications, signature } = version
  const put = publications.find(({ publishedAt }) => publishedAt <= at)
  const approvers = approvedBy.map(({ name }) => name).join(' and ')
  return (
    <dl className="pair">
      <dt>In force</dt>
      <dd>
        <VersionLink policy={policy} version={version} />{' '}
        <SignatureMark signature={signature} kind="commit" object={version.commit} />
      </dd>
      <dt>Written</dt>
      <dd>
        by {author}, <Time at={committedAt} as="instant" />: {version.message.trim()}
      </dd>
      <dt>Change</dt>
      <dd>
        {change ? (
          <>
            <Link to={`/changes/${change.id}`}>
              #{change.number}, {change.title}
            </Link>
            {approvers ? `, approved by ${approvers}` : ', no approval was asked'}
          </>
        ) : (
          <span className="dim">committed without one</span>
        )}
      </dd>
      {put && (
        <>
          <dt>Put in force</dt>
          <dd>
            {toWords(put.kind)} by {put.publishedBy}, <Time at={put.publishedAt} as="instant" />
            {put.note && `: ${put.note}`}
            {put.approval && `; approved afterwards by ${put.approval.approvedBy.name}`}
          </dd>
        </>
      )}
    </dl>
  )
}

interface Props {
  readonly policy: string
  /** When the newest publication was, which may be after the page was opened. */
  readonly since: string | null
}

/** Which version held on a date, with everybody who stands behind it. */
export function OnADate({ policy, since }: Props) {
  const [search, setSearch] = useSearchParams()
  const loaded = useNow(null).toISOString()
  const now = new Date(since !== null && since > loaded ? since : loaded)
  const value = search.get('on') ?? toField(now)
  const at = search.has('on') ? fromField(value) : now.toISOString()
  const { data, error, refetch } = useGraph(
    IN_FORCE_THEN,
    { policy, at: at ?? now.toISOString() },
    { enabled: at !== null, keep: true },
  )
  const put = (next: string) => {
    const address = new URLSearchParams(search)
    address.set('on', next)
    setSearch(address, { replace: true })
  }
  const version = data?.policyInForce
  return (
    <section className="panel" aria-label="In force on a date">
      <div className="head">
        <h2>In force on a date</h2>
      </div>
      <div className="in onadate">
        <TextField
          label="Date and time, UTC"
          type="datetime-local"
          value={value}
          onChange={(event) => put(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        {at === null && <p className="dim">Choose a date and a time.</p>}
        {at !== null && error && !data && <Missing error={error} again={() => void refetch()} />}
        {at !== null && !data && !error && <Bones lines={4} label="looking up the version" />}
        {at !== null && data && !version && (
          <p role="status">No version of this policy was in force then.</p>
        )}
        {at !== null && version && <Behind policy={policy} version={version} at={at} />}
      </div>
    </section>
  )
}
