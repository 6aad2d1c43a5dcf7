import { useState, type ReactNode } from 'react'
import { graphql, type ResultOf } from '../api/graphql.js'
import type { Outcome as OutcomeName } from '../api/schema-words.js'
import { useGraph } from '../api/useGraph.js'
import { Outcome } from '../parts/Outcome.js'
import { Bones, Missing } from '../parts/states.js'
import { languageName, toSlug } from '../words/words.js'
import { isOn, toggled } from './query.js'
import type { VerdictSearch } from './useVerdictSearch.js'

export const FACETS = graphql(`
  query VerdictFacets($filter: VerdictFilter) {
    verdictFacets(filter: $filter) {
      estimated
      atLeast
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
      rule {
        value
        count
      }
      language {
        value
        count
      }
      region {
        value
        count
      }
      endpoint {
        value
        count
      }
      effort {
        value
        count
      }
      answeredBy {
        value
        count
      }
      action {
        value
        count
      }
      appeal {
        value
        count
      }
      reviewer {
        person {
          id
          name
        }
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
  readonly words?: (raw: string, facets: Counts) => ReactNode
  /** Behind the few that are shown at first. */
  readonly further?: boolean
}

const caseWords: Record<string, string> = { waiting: 'waits', leased: 'open' }
const sourceWords: Record<string, string> = { import: 'imported' }

const same = (raw: string) => raw

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
  { title: 'Rule', key: 'rule', counts: (all) => all.rule, value: same, further: true },
  {
    title: 'Language',
    key: 'lang',
    counts: (all) => all.language,
    value: same,
    words: (raw) => languageName(raw),
    further: true,
  },
  { title: 'Region', key: 'region', counts: (all) => all.region, value: same, further: true },
  { title: 'Endpoint', key: 'endpoint', counts: (all) => all.endpoint, value: same, further: true },
  { title: 'Effort', key: 'effort', counts: (all) => all.effort, value: toSlug, further: true },
  {
    title: 'Answered by',
    key: 'answered',
    counts: (all) => all.answeredBy,
    value: toSlug,
    further: true,
  },
  { title: 'Action', key: 'action', counts: (all) => all.action, value: toSlug, further: true },
  { title: 'Appeal', key: 'appeal', counts: (all) => all.appeal, value: toSlug, further: true },
  {
    title: 'Decided by',
    key: 'reviewer',
    counts: (all) => all.reviewer.map(({ person, count }) => ({ value: person.id, count })),
    value: same,
    words: (raw, all) => all.reviewer.find(({ person }) => person.id === raw)?.person.name ?? raw,
    further: true,
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
                  {facet.words?.(raw, all) ?? value}
                </span>
              </label>
              <span>
                {all.atLeast ? 'at least ' : all.estimated && 'about '}
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
  const [wanted, setWanted] = useState(false)
  const isOpen = ({ further, key }: Facet) =>
    !further || wanted || search.query.terms.some((term) => term.key === key)
  return (
    <aside className="fac" aria-label="Filters">
      {!data && !error && <Bones lines={14} label="counting" />}
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {data &&
        facets
          .filter(isOpen)
          .map((facet) => (
            <Section key={facet.key} facet={facet} all={data.verdictFacets} search={search} />
          ))}
      {data && !wanted && (
        <section>
          <button className="link" onClick={() => setWanted(true)}>
            More filters
          </button>
        </section>
      )}
    </aside>
  )
}
