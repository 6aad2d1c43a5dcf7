import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { AUDIT_FACETS, type Facets } from './documents.js'
import { objectsOf, withPart, type TrailQuery } from './trail-query.js'
import { actWords } from './trail-words.js'

const Labelled = ({ name, children }: { name: string; children: ReactNode }) => (
  <label className="row">
    <span className="label">{name}</span>
    {children}
  </label>
)

/** Whole kinds of act before the single ones: `case.`, then `case.decided`. */
function actionGroups(actions: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const action of actions) {
    const kind = action.slice(0, action.indexOf('.') + 1)
    groups.set(kind, [...(groups.get(kind) ?? []), action])
  }
  return [...groups]
}

function Actions({ facets }: { facets: Facets | undefined }) {
  return actionGroups(facets?.actions ?? []).map(([kind, actions]) => (
    <optgroup key={kind} label={kind.slice(0, -1)}>
      {actions.length > 1 && <option value={kind}>{kind}*</option>}
      {actions.map((action) => (
        <option key={action} value={action}>
          {actWords(action)}
        </option>
      ))}
    </optgroup>
  ))
}

function People({ facets }: { facets: Facets | undefined }) {
  return (['people', 'services'] as const).map((kind) => (
    <optgroup key={kind} label={kind}>
      {facets?.[kind].map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  ))
}

/** An object is named as a whole, and taken when it is one. */
function ObjectField({ value, onPick }: { value: string; onPick: (object: string) => void }) {
  const [text, setText] = useState(value)
  const wrong = text.trim() !== '' && !objectsOf(text.trim())
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) onPick(text.trim())
      }}
    >
      <Labelled name="object">
        <input
          className="field object"
          value={text}
          placeholder="verdict:0199…"
          aria-invalid={wrong}
          title="a type and an id, then Enter"
          onChange={(event) => setText(event.target.value)}
          onBlur={() => !wrong && text.trim() !== value && onPick(text.trim())}
        />
      </Labelled>
    </form>
  )
}

/** What the trail is narrowed to; each part stands in the address. */
export function Filters({ query }: { query: TrailQuery }) {
  const [search, setSearch] = useSearchParams()
  const { data } = useGraph(AUDIT_FACETS, {})
  const facets = data?.auditFacets
  const set = (name: keyof TrailQuery) => (event: { target: { value: string } }) =>
    setSearch(withPart(search, name, event.target.value))
  const known = [...(facets?.people ?? []), ...(facets?.services ?? [])]
  return (
    <div className="filters" role="search" aria-label="Narrow the trail">
      <Labelled name="who">
        <select className="field" value={query.person} onChange={set('person')}>
          <option value="">anyone</option>
          {query.person && !known.some(({ id }) => id === query.person) && (
            <option value={query.person}>{query.person}</option>
          )}
          <People facets={facets} />
        </select>
      </Labelled>
      <Labelled name="did">
        <select className="field" value={query.action} onChange={set('action')}>
          <option value="">anything</option>
          {query.action && !offered(query.action, facets) && (
            <option value={query.action}>{query.action}</option>
          )}
          <Actions facets={facets} />
        </select>
      </Labelled>
      <Labelled name="outcome">
        <select className="field" value={query.outcome} onChange={set('outcome')}>
          <option value="">any</option>
          {['done', 'refused', 'failed'].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Labelled>
      <ObjectField
        key={query.object}
        value={query.object}
        onPick={(object) => setSearch(withPart(search, 'object', object))}
      />
      <span className="row">
        <Labelled name="from">
          <input className="field" type="date" value={query.from} onChange={set('from')} />
        </Labelled>
        <Labelled name="to">
          <input className="field" type="date" value={query.to} onChange={set('to')} />
        </Labelled>
      </span>
    </div>
  )
}

const offered = (action: string, facets: Facets | undefined): boolean =>
  actionGroups(facets?.actions ?? []).some(
    ([kind, actions]) => actions.includes(action) || (kind === action && actions.length > 1),
  )
