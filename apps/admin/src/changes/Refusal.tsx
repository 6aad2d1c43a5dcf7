import type { ApiError } from '../api/api-error.js'
import { sentence } from '../parts/states.js'

const advice: Readonly<Record<string, string>> = {
  OWN_CHANGE: 'A policy approver who wrote none of it may.',
  HEAD_MOVED: 'Look at it again: the branch moved while you read.',
  CHANGE_BLOCKED: 'What is missing stands beside the change.',
  MERGE_CONFLICT: 'The commands that resolve it stand below.',
  MERGE_TOO_LONG: 'The commands that merge it stand below.',
}

/** Why the server did not do it, in its words, and what to do. */
export const Refusal = ({ error }: { error: ApiError }) => (
  <div className="alert wideline" role="alert">
    <b>Not done.</b> {sentence(error.message)} {advice[error.code]}
    {error.requestId && (
      <span className="dim">
        {' '}
        Request <span className="mono">{error.requestId}</span>
      </span>
    )}
  </div>
)
