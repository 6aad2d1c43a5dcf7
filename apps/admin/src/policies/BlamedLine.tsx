import { Link } from 'react-router'
import { Time } from '../parts/Time.js'
import type { BlameSource } from './blame-documents.js'

interface Props {
  readonly line: number
  readonly source: BlameSource
  /** Of the version it came with; null where it came from a branch. */
  readonly message: string | null
  readonly policy: string
}

/** Who wrote a line, when, why, and who approved it. */
export function BlamedLine({ line, source, message, policy }: Props) {
  const { author, at, commit, change, approvedBy, broughtBy } = source
  const approvers = approvedBy.map(({ name }) => name).join(' and ')
  return (
    <p className="blamed" role="status">
      Line {line}: written by <b>{author}</b>, <Time at={at} as="date" /> (<Time at={at} />)
      {broughtBy && broughtBy.name !== author && `, brought in by ${broughtBy.name}`}, in{' '}
      {message === null ? (
        <span className="mono">{commit.slice(0, 7)}</span>
      ) : (
        <Link className="mono" to={`/policies/${encodeURIComponent(policy)}?at=${commit}`}>
          {commit.slice(0, 7)}
        </Link>
      )}
      {change ? (
        <>
          , for{' '}
          <Link to={`/changes/${change.id}`}>
            change #{change.number}, {change.title}
          </Link>
          {approvers && `, approved by ${approvers}`}.
        </>
      ) : (
        <>
          {message && `: ${message.trim()}`}. It came as a version of its own, with no change to
          approve.
        </>
      )}
    </p>
  )
}
