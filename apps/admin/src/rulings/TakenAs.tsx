import { Link } from 'react-router'
import { Time } from '../parts/Time.js'
import type { Taken } from './documents.js'

/** Where an example went. */
export const TakenAs = ({ examples }: { examples: readonly Taken[] }) =>
  examples.map(({ id, branch, commit, changeId, takenBy, takenAt }) => (
    <p key={id} className="sub">
      an example on{' '}
      <Link
        to={changeId ? `/changes/${changeId}` : `/changes?branch=${encodeURIComponent(branch)}`}
      >
        {branch}
      </Link>{' '}
      <span className="mono">{commit.slice(0, 7)}</span>, by {takenBy.name} <Time at={takenAt} />
    </p>
  ))
