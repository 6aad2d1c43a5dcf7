import { Link } from 'react-router'
import { Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { standingWords } from './change-words.js'
import { useOpenChanges } from './useOpenChanges.js'

/** Open changes that touch a policy. */
export function OpenChangesOf({ policy }: { policy: string }) {
  const { touching, settled, error, again } = useOpenChanges()
  const found = touching(policy)
  return (
    <section aria-label="Open changes">
      <h2>Open changes</h2>
      {error && <Missing error={error} again={again} />}
      {!error && found.length === 0 && (
        <p className="dim">{settled ? 'none touches it' : 'being looked up'}</p>
      )}
      <ol>
        {found.map(({ change: { id, number, title, openedBy, openedAt }, detail }) => (
          <li key={id}>
            <Link to={`/changes/${id}`}>
              #{number} {title}
            </Link>
            <p>{standingWords('OPEN', detail.merge)}</p>
            <p className="dim">
              {openedBy.name}, <Time at={openedAt} />
            </p>
          </li>
        ))}
      </ol>
      <p>
        <Link to="/changes">All changes</Link>
      </p>
    </section>
  )
}
