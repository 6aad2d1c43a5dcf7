import { useState, type ReactNode } from 'react'
import { graphql, type ResultOf } from '../api/graphql.js'
import type { Outcome as OutcomeName } from '../api/schema-words.js'
import { useGraph } from '../api/useGraph.js'
import { Outcome } from '../parts/Outcome.js'
import { Bones, Missing } from '../parts/states.js'
import { toSlug } from '../words/words.js'
import { isOn, toggled } from './query.js'
import type { VerdictSearch } from './useVerdictSearch.js'

export const FACETS = graphql(`
  query VerdictFacets($filter: VerdictFilter) {
    verdictFacets(filter: $filter) {
      estimated
      total
      outcome {
        value
        count
      }
      policy {
        value
        count
      }
      findingType {
        value
        count
      }
      caseState {
        value
        count
      }
      source {
        value
        count
      }
      model {
        value
        count
      }
    }
  }
`)

type Counts = ResultOf<typeof FACETS>['verdictFacets']
type Count = Counts['outcome'][number]

interface Facet {
  readonly title: string
  readonly key: string
  readonly counts: (facets: Counts) => readonly Count[]
  readonly value: (raw: string) => string
  readonly words?: (raw: string) => ReactNode
}

const caseWords: Record<string, string> = { waiting: 'waits', leased: 'open' }
const sourceWords: Record<string, string> = { import: 'imported' }

const facets: readonly Facet[] = [
  {
    title: 'Outcome',
    key: 'outcome',
    counts: (all) => all.outcome,
    value: toSlug,
    words: (raw) => <Outcome name={raw.toUpperCase() as OutcomeName} size="plain" />,
  },
  { title: 'Policy', key: 'policy', counts: (all) => all.policy, value: (raw) => raw },
  { title: 'Finding', key: 'finding', counts: (all) => all.findingType, value: toSlug },
  {
    title: 'Case',
    key: 'case',
    counts: (all) => all.caseState,
    value: toSlug,
    words: (raw) => caseWords[toSlug(raw)] ?? toSlug(raw),
  },
  {
    title: 'Source',
    key: 'source',
    counts: (all) => all.source,
    value: (raw) => sourceWords[toSlug(raw)] ?? toSlug(raw),
  },
  {
    title: 'Model',
    key: 'model',
    counts: (all) => all.model,
    value: (raw) => raw,
    words: (raw) => raw.replace(/^openai\//, ''),
  },
]

const shownAtFirst = 7

function Section({ facet, all, search }: { facet: Facet; all: Counts; search: VerdictSearch }) {
  const [open, setOpen] = useState(false)
  const on = (raw: string) => isOn(search.query, facet.key, facet.value(raw))
  const counts = [...facet.counts(all)].sort(
    (a, b) => Number(on(b.value)) - Number(on(a.value)) || b.count - a.count,
  )
  const shown = open ? counts : counts.slice(0, shownAtFirst)
  if (counts.length === 0) return null
  return (
    <section>
      <h2>{facet.title}</h2>
      <ul>
        {shown.map(({ value: raw, count }) => {
          const value = facet.value(raw)
          return (
            <li key={raw}>
              <label>
                <input
                  type="checkbox"
                  checked={on(raw)}
                  onChange={() => search.setQuery(toggled(search.query, facet.key, value))}
                />
                <span className="cut" title={value}>
                  {facet.words?.(raw) ?? value}
                </span>
              </label>
              <span>
                {all.estimated && 'about '}
                {count.toLocaleString('en')}
              </span>
            </li>
          )
        })}
      </ul>
      {counts.length > shown.length && (
        <button className="link" onClick={() => setOpen(true)}>
          {counts.length - shown.length} more
        </button>
      )}
    </section>
  )
}

export function useFacets(search: VerdictSearch) {
  return useGraph(FACETS, { filter: search.filter }, { keep: true })
}

/** The rail of filters with counts; ticking one writes it into the query. */
export function Facets({ search }: { search: VerdictSearch }) {
  const { data, error, refetch } = useFacets(search)
  return (
    <aside className="fac" aria-label="Filters">
      {!data && !error && <Bones lines={14} label="counting" />}
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {data &&
        facets.map((facet) => (
          <Section key={facet.key} facet={facet} all={data.verdictFacets} search={search} />
        ))}
    </aside>
  )
}
