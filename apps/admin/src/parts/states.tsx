import type { ReactNode } from 'react'
import type { ApiError } from '../api/api-error.js'
import { toApiError } from '../api/api-error.js'
import { capital } from '../words/words.js'
import { Button } from './Button.js'

/** Grey lines where rows or text will stand. */
export function Bones({ lines = 6, label = 'loading' }: { lines?: number; label?: string }) {
  return (
    <div className="bones" role="status" aria-label={label} aria-busy="true">
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className="bone" style={{ width: `${92 - ((i * 23) % 47)}%` }} />
      ))}
    </div>
  )
}

/** Says what would be here and offers the one next step. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** A refusal's words as a sentence. */
export const sentence = (words: string) => `${capital(words).replace(/\.$/, '')}.`

/** Where a part of a page would be, when it could not be read; the rest of the page stands. */
export function Missing({ error, again }: { error: Error; again?: () => void }) {
  const { message, requestId } = toApiError(error)
  return (
    <p className="missing" role="alert">
      {sentence(message)} {requestId && <span className="dim">Request {requestId}. </span>}
      {again && (
        <button type="button" className="link" onClick={again}>
          Try again
        </button>
      )}
    </p>
  )
}

const advice: Record<string, string> = {
  NOT_REACHABLE: 'Nothing is lost. It is tried again when you ask, or when the connection is back.',
  FORBIDDEN: 'Your roles do not include this. An administrator can tell you whose do.',
}

/** What happened, what to do, and the request id to name when asking for help. */
export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const { message, code, requestId } = toApiError(error)
  return (
    <div className="state" role="alert">
      <h2>This could not be shown</h2>
      <p>{sentence(message)}</p>
      <p>{advice[code] ?? 'What was recorded stays recorded.'}</p>
      {requestId && (
        <p className="dim">
          request <span className="mono">{requestId}</span>
        </p>
      )}
      {again && <Button onClick={again}>Try again</Button>}
    </div>
  )
}

/** A refusal beside the form it belongs to; what was typed stays. */
export function Refused({ error }: { error: ApiError | null }) {
  if (!error) return null
  return (
    <div className="alert" role="alert">
      <b>Not done.</b> {sentence(error.message)} What you entered is kept.
      {error.requestId && (
        <span className="dim">
          {' '}
          Request <span className="mono">{error.requestId}</span>
        </span>
      )}
    </div>
  )
}
