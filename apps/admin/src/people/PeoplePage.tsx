import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Bones, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { toWords } from '../words/words.js'
import { PEOPLE } from './documents.js'
import { Keys } from './Keys.js'
import './people.css'

function People() {
  const { data, error, refetch } = useGraph(PEOPLE, {})
  return (
    <section className="panel" aria-label="People">
      <div className="head">
        <h2>People</h2>
        <span>with what they may do, by role</span>
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones label="reading people" />}
      {data && (
        <div className="tablewrap">
          <table>
            <thead>
              <tr>
                <th>Name</th>
                <th>Email</th>
                <th>Roles</th>
                <th>Last seen</th>
                <th>Since</th>
              </tr>
            </thead>
            <tbody>
              {data.people.map((person) => (
                <tr key={person.id}>
                  <td>
                    {person.name} {person.disabled && <span className="chip">switched off</span>}
                  </td>
                  <td>{person.email}</td>
                  <td>{person.roles.map(toWords).join(', ')}</td>
                  <td>
                    {person.lastSeenAt ? (
                      <Time at={person.lastSeenAt} />
                    ) : (
                      <span className="dim">never</span>
                    )}
                  </td>
                  <td>
                    <Time at={person.createdAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
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
      </div>
    </>
  )
}
