import { Link } from 'react-router'
import { Copy } from '../parts/Copy.js'
import { counted } from '../words/words.js'
import type { AuditEvent } from './documents.js'
import { triedWords } from './tried-words.js'
import { actWords, pageOf, shortId, timelineOf, typeWords } from './trail-words.js'

const kindWords: Readonly<Record<string, string>> = {
  SYSTEM: 'the system',
  STRANGER: 'a stranger',
}

/** The name leads to all the person did. */
export function Who({ event: { actor, actorKind, roles } }: { event: AuditEvent }) {
  if (!actor) return <span className="dim">{kindWords[actorKind] ?? actorKind}</span>
  return (
    <>
      <Link to={`/trail?person=${actor.id}`}>{actor.name}</Link>{' '}
      <span className="dim">{roles.map(typeWords).join(', ')}</span>
    </>
  )
}

/** In words, and as the record has it on hover; a refusal says so with its code. */
export function Did({ event: { action, outcome, code, reason } }: { event: AuditEvent }) {
  return (
    <>
      <span title={action}>
        {outcome === 'DONE' ? (
          actWords(action)
        ) : (
          <>
            tried to {triedWords(action)}{' '}
            <b>{outcome === 'REFUSED' ? 'and was refused' : 'and failed'}</b>
          </>
        )}
      </span>
      {code && ' '}
      {code && <span className="chip rule">{code}</span>}
      {reason && ' '}
      {reason && <span className="chip">{reason}</span>}
    </>
  )
}

function Target({ type, id }: { type: string; id: string }) {
  const page = pageOf(type, id)
  return (
    <span className="nowrap">
      {page ? (
        <Link to={page} title={id} className="mono">
          {shortId(id)}
        </Link>
      ) : (
        <span title={id} className="mono">
          {shortId(id)}
        </span>
      )}{' '}
      <Link
        to={timelineOf(type, id)}
        className="dim amid-words"
        aria-label={`trail of ${type} ${id}`}
      >
        trail
      </Link>
    </span>
  )
}

/** One object, or as many as a list showed, behind a count. */
export function Objects({ event: { target } }: { event: AuditEvent }) {
  const { type, ids } = target
  const [only] = ids
  if (only === undefined) return <span className="dim">{typeWords(type)}</span>
  if (ids.length === 1)
    return (
      <>
        {typeWords(type)} <Target type={type} id={only} />
      </>
    )
  return (
    <details>
      <summary>{counted(ids.length, typeWords(type))} at once</summary>
      <ul className="targets">
        {ids.map((id) => (
          <li key={id}>
            <Target type={type} id={id} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Digest({ value, what }: { value: string; what: string }) {
  return (
    <>
      <span className="mono" title={value}>
        {value.slice(0, 8)}
      </span>
      <Copy text={value} what={what} />
    </>
  )
}

/** The state before and after, where the act could change one. */
export function Digests({ event: { before, after } }: { event: AuditEvent }) {
  if (!before && !after) return null
  return (
    <span className="nowrap digests">
      {before && <Digest value={before} what="the digest before" />}
      <span className="dim">{before === after ? 'unchanged' : '→'}</span>
      {after && after !== before && <Digest value={after} what="the digest after" />}
    </span>
  )
}

export function Request({ event: { requestId } }: { event: AuditEvent }) {
  if (!requestId) return null
  return (
    <span className="nowrap">
      <span className="mono dim" title={requestId}>
        {requestId.slice(0, 8)}
      </span>
      <Copy text={requestId} what="the request id" />
    </span>
  )
}
