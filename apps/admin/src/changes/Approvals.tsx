import { Icon } from '../parts/Icon.js'
import { Time } from '../parts/Time.js'
import { approvalWords, dismissal } from './change-words.js'
import type { ChangeDetail, Happening } from './documents.js'

const isReview = ({ kind }: Happening) => kind === 'APPROVED' || kind === 'CHANGES_REQUESTED'

function Review({ event, detail }: { event: Happening; detail: ChangeDetail }) {
  const gone = dismissal(event, detail)
  const approved = event.kind === 'APPROVED'
  return (
    <li className={gone ? 'gone' : undefined}>
      <div className="row">
        <span className={gone ? 'withicon dim' : `withicon ${approved ? 'okay' : 'notokay'}`}>
          <Icon name={approved ? 'check' : 'alert'} />
          {approved ? 'approved' : 'asked for changes'}
        </span>
        <span>{event.by.name}</span>
        <span className="spacer" />
        <span className="dim">
          <Time at={event.recordedAt} />
        </span>
      </div>
      {gone && <p className="dim">{gone}</p>}
    </li>
  )
}

/** Who approved, who must, and what does not count any more. */
export function Approvals({ detail, open }: { detail: ChangeDetail; open: boolean }) {
  const { merge, authors, events } = detail
  const reviews = events.filter(isReview)
  const names = authors.map(({ name }) => name).join(', ')
  return (
    <section aria-label="Approvals">
      <h2>
        Approvals <span className="dim">{approvalWords(merge)}</span>
      </h2>
      <ul>
        {reviews.map((event) => (
          <Review key={event.id} event={event} detail={detail} />
        ))}
        {merge.owners.map(({ path, owners, approved }) => (
          <li key={path}>
            <div className="row">
              <span className={`withicon ${approved ? 'okay' : ''}`}>
                <Icon name={approved ? 'check' : 'clock'} />
                {approved ? 'an owner approved' : 'waits for an owner'}
              </span>
            </div>
            <p className="dim">
              <span className="mono">{path}</span>: {owners.join(', ')}
            </p>
          </li>
        ))}
      </ul>
      {open && (
        <p className="dim">
          {names} wrote it and may not approve it. A new commit asks for approval again.
        </p>
      )}
    </section>
  )
}
