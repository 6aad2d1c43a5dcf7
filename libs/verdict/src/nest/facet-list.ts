import type { VerdictFilter } from '../verdict-store.js'

interface Facet {
  /** Of a sampled row. */
  readonly value: string
  /** The parts of the filter that narrow by it. */
  readonly own: readonly (keyof VerdictFilter)[]
}

/** What a list can be narrowed by. */
export const facets = {
  outcome: { value: 'outcome', own: ['outcomes'] },
  policy: { value: 'policy', own: ['policies'] },
  findingType: { value: 'unnest(finding_types)', own: ['findingTypes'] },
  rule: { value: 'unnest(rules)', own: ['rules'] },
  caseState: { value: 'case_state', own: ['caseStates', 'hasCase'] },
  source: {
    value: "CASE WHEN simulated THEN 'simulated' ELSE source END",
    own: ['sources', 'simulated'],
  },
  model: { value: 'model', own: ['models'] },
  language: { value: 'language', own: ['languages', 'language'] },
  region: { value: 'region', own: ['regions'] },
  endpoint: { value: 'endpoint', own: ['endpoints'] },
  effort: { value: 'effort', own: ['efforts'] },
  answeredBy: { value: 'answered_by', own: ['answeredBy'] },
  arm: { value: 'arm', own: ['arms'] },
  action: { value: 'action', own: ['actions'] },
  appeal: { value: 'appeal', own: ['appealStates', 'appealOutcomes', 'hasAppeal'] },
  reviewer: { value: 'reviewer::text', own: ['reviewers'] },
} as const satisfies Record<string, Facet>

export type FacetName = keyof typeof facets
export const facetNames = Object.keys(facets) as readonly FacetName[]

export const facetColumns = [
  ...['outcome', 'policy', 'finding_types', 'rules', 'case_state', 'simulated', 'source', 'model'],
  ...['language', 'region', 'endpoint', 'effort', 'answered_by', 'arm', 'action', 'appeal'],
  'reviewer',
]
  .map((column) => `l.${column}`)
  .join(', ')

export const withoutOwn = (filter: VerdictFilter, name: FacetName): VerdictFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([part]) => !(facets[name].own as readonly string[]).includes(part),
    ),
  )

export const isNarrowed = (filter: VerdictFilter, name: FacetName): boolean =>
  facets[name].own.some((part) => filter[part] != null)
