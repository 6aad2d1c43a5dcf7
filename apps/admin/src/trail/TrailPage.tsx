import { Link, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Icon } from '../parts/Icon.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { Did, Digests, Objects, Request, Who } from './Cells.js'
import { AUDIT_EVENTS, AUDIT_FACETS, type AuditEvent } from './documents.js'
import { Filters } from './Filters.js'
import { Timeline } from './Timeline.js'
import { fileOf, filterOf, objectsOf, queryFrom, type TrailQuery } from './trail-query.js'
import { pageOf, shortId, typeWords } from './trail-words.js'
import './trail.css'

const size = 50

const columns: readonly Column<AuditEvent>[] = [
  { head: 'When', cell: ({ recordedAt }) => <Time at={recordedAt} as="instant" /> },
  { head: 'Who', cell: (event) => <Who event={event} /> },
  { head: 'Did', cell: (event) => <Did event={event} /> },
  { head: 'To what', cell: (event) => <Objects event={event} /> },
  { head: 'Before and after', cell: (event) => <Digests event={event} /> },
  { head: 'Request', cell: (event) => <Request event={event} /> },
]

function Named({ type, id }: { type: string; id: string }) {
  const page = pageOf(type, id)
  return page ? (
    <Link to={page} title={id}>
      {shortId(id)}
    </Link>
  ) : (
    <span className="mono" title={id}>
      {shortId(id)}
    </span>
  )
}

/** Whose or what's timeline this is. */
function Title({ query }: { query: TrailQuery }) {
  const { data } = useGraph(AUDIT_FACETS, {})
  const objects = objectsOf(query.object)
  if (objects)
    return (
      <span className="about">
        all that was done about{' '}
        {objects.map(({ type, id }, n) => (
          <span key={`${type}:${id}`}>
            {n > 0 && ' and '}
            {typeWords(type)} <Named type={type} id={id} />
          </span>
        ))}
      </span>
    )
  const { people = [], services = [] } = data?.auditFacets ?? {}
  const person = [...people, ...services].find(({ id }) => id === query.person)
  if (query.person) return <span>all that {person?.name ?? query.person} did</span>
  return <span>who saw, changed and took out what</span>
}

function Found({ query, events }: { query: TrailQuery; events: readonly AuditEvent[] }) {
  if (events.length === 0)
    return (
      <Empty title="Nothing of that is on the trail">
        <p>
          Each time words are shown, something is changed or a file is taken out, an event is
          written here. <Link to="/trail">Show the whole trail</Link>
        </p>
      </Empty>
    )
  if (objectsOf(query.object)) return <Timeline events={events} of="object" />
  if (query.person) return <Timeline events={events} of="person" />
  return <RowTable label="Audit trail" rows={events} columns={columns} idOf={({ id }) => id} />
}

/** Who saw, changed and took out what, narrowed and paged in the address. */
export function TrailPage() {
  const [search] = useSearchParams()
  const query = queryFrom(search)
  const mayExport = usePermit()('evidence:export')
  const { data, error, refetch } = useGraph(
    AUDIT_EVENTS,
    { ...pageArguments(placeFrom(search), size), filter: filterOf(query) },
    { keep: true },
  )
  const list = data?.auditEvents
  const events = list?.edges.map(({ node }) => node)
  return (
    <>
      <PageTop title="Audit trail" />
      <div className="page padded">
        <section className="panel" aria-label="Audit trail">
          <div className="head">
            <h2>Audit trail</h2>
            <Title query={query} />
            <span className="spacer" />
            {mayExport && (
              <a href={fileOf(query)} download className="btn" title="CloudEvents, one a line">
                <Icon name="down" /> Take out
              </a>
            )}
          </div>
          <Filters query={query} />
          {error && !events && <Failed error={error} again={() => void refetch()} />}
          {!events && !error && <Bones label="reading the trail" />}
          {events && <Found query={query} events={events} />}
          {events && events.length > 0 && (
            <div className="foot">
              <span className="spacer" />
              <Pager pageInfo={list?.pageInfo} />
            </div>
          )}
        </section>
      </div>
    </>
  )
}
