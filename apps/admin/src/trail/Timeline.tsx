import { dateOf, timeOf } from '../words/time.js'
import type { AuditEvent } from './documents.js'
import { Did, Digests, Objects, Who } from './Cells.js'

/** Days with their events, as they come. */
export function byDay(events: readonly AuditEvent[]): [string, AuditEvent[]][] {
  const days = new Map<string, AuditEvent[]>()
  for (const event of events) {
    const day = dateOf(new Date(event.recordedAt))
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return [...days]
}

/** Who logs in is who it is about. */
const isOfSelf = ({ actor, target }: AuditEvent) => actor?.id === target.ids[0]

/** One person's acts or one object's story, day by day, newest first. */
export function Timeline(props: {
  readonly events: readonly AuditEvent[]
  /** What all events share and need not say again. */
  readonly of: 'person' | 'object'
}) {
  const several = new Set(props.events.map(({ target }) => target.type)).size > 1
  return byDay(props.events).map(([day, events]) => (
    <section key={day} className="day" aria-label={day}>
      <h3>{day}</h3>
      <ol className="timeline">
        {events.map((event) => (
          <li key={event.id} className={event.outcome === 'DONE' ? undefined : 'not'}>
            <time dateTime={event.recordedAt} title={event.recordedAt} className="num nowrap">
              {timeOf(new Date(event.recordedAt))}
            </time>
            <div>
              {props.of === 'object' && (
                <>
                  <Who event={event} />{' '}
                </>
              )}
              <Did event={event} />
            </div>
            <div>
              {(props.of === 'person' || several) && !isOfSelf(event) && <Objects event={event} />}
            </div>
            <Digests event={event} />
          </li>
        ))}
      </ol>
    </section>
  ))
}
