import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { standingWords } from './change-words.js'
import { OPEN_CHANGES } from './documents.js'
import { useSigns } from './useSigns.js'

/** Open changes that touch a policy. */
export function OpenChangesOf({ policy }: { policy: string }) {
  const { data, error, refetch } = useGraph(OPEN_CHANGES, {})
  const all = data?.changes.edges.map(({ node }) => node) ?? []
  const signs = useSigns(all)
  const known = all.filter(({ id }) => signs.has(id)).length
  const touching = all.flatMap((change) => {
    const detail = signs.get(change.id)
    return detail?.policies.some((one) => one.policy === policy) ? [{ change, detail }] : []
  })
  return (
    <section aria-label="Open changes">
      <h2>Open changes</h2>
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {data && touching.length === 0 && (
        <p className="dim">{known < all.length ? 'being looked up' : 'none touches it'}</p>
      )}
      <ol>
        {touching.map(({ change: { id, number, title, openedBy, openedAt }, detail }) => (
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
