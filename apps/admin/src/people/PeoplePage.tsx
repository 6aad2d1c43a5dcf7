import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { toWords } from '../words/words.js'
import { PEOPLE, type Person } from './documents.js'
import { Keys } from './Keys.js'
import { SigningKeys } from './SigningKeys.js'
import './people.css'

const columns = (seesTrail: boolean): Column<Person>[] => [
  {
    head: 'Name',
    cell: (person) => (
      <>
        {person.name} {person.disabled && <span className="chip">switched off</span>}
      </>
    ),
  },
  { head: 'Email', cell: (person) => person.email },
  { head: 'Roles', cell: (person) => person.roles.map(toWords).join(', ') },
  {
    head: 'Last seen',
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <Time at={lastSeenAt} /> : <span className="dim">never</span>,
  },
  { head: 'Since', cell: (person) => <Time at={person.createdAt} /> },
  ...(seesTrail
    ? [
        {
          head: 'Trail',
          cell: ({ id, name }: Person) => (
            <Link to={`/trail?person=${id}`} aria-label={`all they did: ${name}`}>
              all they did
            </Link>
          ),
        },
      ]
    : []),
]

function People() {
  const { data, error, refetch } = useGraph(PEOPLE, {})
  const seesTrail = usePermit()('audit:read')
  return (
    <section className="panel" aria-label="People">
      <div className="head">
        <h2>People</h2>
        <span>a person may do what their roles hold</span>
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones label="reading people" />}
      {data && (
        <RowTable
          label="People"
          rows={data.people}
          columns={columns(seesTrail)}
          idOf={({ id }) => id}
        />
      )}
    </section>
  )
}

/** Who may do what, and the keys that act for them. */
export function PeoplePage() {
  const may = usePermit()
  const seesPeople = ['user:manage', 'role:manage', 'audit:read'].some(may)
  return (
    <>
      <PageTop title="People and keys" />
      <div className="page padded">
        {seesPeople && <People />}
        <Keys />
        {may('key:manage') && <SigningKeys />}
      </div>
    </>
  )
}
