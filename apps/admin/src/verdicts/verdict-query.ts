import type { VerdictFilter } from '../api/schema-words.js'
import { fromSlug } from '../words/words.js'
import { readRange, type Filled } from './query-ranges.js'
import type { Query, Term } from './query.js'

interface Reading {
  readonly filter: VerdictFilter
  /** Terms nobody understands, said beside the box; they filter nothing. */
  readonly problems: readonly string[]
}

type Read = (values: readonly string[], filter: Filled, now: Date, query: Query) => string | null

const yes = new Set(['yes', 'true'])
const no = new Set(['no', 'false'])

function truth(values: readonly string[], key: string): boolean | string {
  const value = values.at(-1)?.toLowerCase() ?? ''
  if (yes.has(value)) return true
  if (no.has(value)) return false
  return `${key} is yes or no`
}

const enums = (values: readonly string[]) => values.map(fromSlug) as never[]

const oneOf = (known: readonly string[], key: string, values: readonly string[]) => {
  const stranger = values.find((value) => !known.includes(value.toLowerCase()))
  return stranger === undefined ? null : `${key} is one of ${known.join(', ')}`
}

const dayMs = 24 * 3_600_000

/** JavaScript takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function readDecided(values: readonly string[], filter: Filled, now: Date): string | null {
  const value = values.at(-1) ?? ''
  const midnight = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const ago = /^(\d+)([hd])$/.exec(value)
  const range = /^(\d{4}-\d\d-\d\d)?(\.\.)?(\d{4}-\d\d-\d\d)?$/.exec(value)
  if (value === 'today') filter.decidedAfter = midnight.toISOString()
  else if (ago) {
    const ms = Number(ago[1]) * (ago[2] === 'h' ? 3_600_000 : dayMs)
    filter.decidedAfter = new Date(Math.floor((now.getTime() - ms) / 60_000) * 60_000).toISOString()
  } else if (value && range) {
    const [, first, dots, last] = range
    const end = last ?? (dots ? undefined : first)
    const noDay = [first, last].find((day) => day !== undefined && !isDay(day))
    if (noDay !== undefined) return `decided: no calendar has ${noDay}`
    if (first) filter.decidedAfter = `${first}T00:00:00.000Z`
    if (end) {
      filter.decidedBefore = new Date(Date.parse(`${end}T00:00:00.000Z`) + dayMs).toISOString()
    }
  } else return 'decided is today, 24h, 7d, 2026-11-01 or 2026-11-01..2026-11-14'
  return null
}

function readSource(values: readonly string[], filter: Filled): string | null {
  const problem = oneOf(['live', 'imported', 'simulated', 'shadow', 'canary'], 'source', values)
  if (problem) return problem
  const sources = values.flatMap((v) =>
    v === 'live' ? ['LIVE'] : v === 'imported' ? ['IMPORT'] : [],
  )
  const arms = values.flatMap((v) => (v === 'shadow' || v === 'canary' ? [v.toUpperCase()] : []))
  const [live, simulated] = [values.includes('live'), values.includes('simulated')]
  if (live !== simulated) filter.simulated = simulated
  if (sources.length) filter.sources = sources as never[]
  if (arms.length) filter.arms = arms as never[]
  return null
}

function readCase(values: readonly string[], filter: Filled): string | null {
  const problem = oneOf(
    ['none', 'any', 'waiting', 'leased', 'escalated', 'decided'],
    'case',
    values,
  )
  if (problem) return problem
  const states = values.filter((value) => value !== 'none' && value !== 'any')
  if (states.length) filter.caseStates = enums(states)
  else filter.hasCase = values.includes('any')
  return null
}

const appealEnds = ['stands', 'partly-reversed', 'reversed', 'withdrawn', 'omitted']

function readAppeal(values: readonly string[], filter: Filled): string | null {
  const problem = oneOf(['none', 'any', 'open', 'decided', ...appealEnds], 'appeal', values)
  if (problem) return problem
  const ends = values.filter((value) => appealEnds.includes(value))
  const states = values.filter((value) => value === 'open' || value === 'decided')
  if (ends.length && states.length) return 'appeal is asked by state or by how it ended, not both'
  if (ends.length) filter.appealOutcomes = enums(ends)
  else if (states.length) filter.appealStates = enums(states)
  else filter.hasAppeal = values.includes('any')
  return null
}

/** `between:spam@v1..v3`, or without the policy where the query names exactly one. */
function readBetween(
  values: readonly string[],
  filter: Filled,
  _now: Date,
  { terms: known }: Query,
): string | null {
  const named = /^(?:([^@\s]+)@)?([\da-z]+)\.\.([\da-z]+)$/i.exec(values.at(-1) ?? '')
  const policies = known.find(({ key }) => key === 'policy')?.values ?? []
  const policy = named?.[1] ?? (policies.length === 1 ? policies[0] : undefined)
  const [, , from, to] = named ?? []
  if (policy === undefined || from === undefined || to === undefined)
    return 'between is written spam@v1..v3, or abc1..def2 beside one policy'
  filter.versions = { policy, from, to }
  return null
}

/** A choice of words from a closed list. */
const chosen =
  (name: string, key: keyof VerdictFilter, known: readonly string[]): Read =>
  (values, filter) => {
    Object.assign(filter, { [key]: enums(values) })
    return oneOf(known, name, values)
  }

const assign =
  <K extends keyof VerdictFilter>(
    key: K,
    value: (values: readonly string[]) => VerdictFilter[K],
  ): Read =>
  (values, filter) => {
    filter[key] = value(values)
    return null
  }

const last = (values: readonly string[]) => values.at(-1) ?? ''

/** Every term the box understands; the list of words people may type. */
export const terms: Record<string, Read> = {
  policy: assign('policies', (values) => [...values]),
  commit: assign('commit', last),
  between: readBetween,
  outcome: chosen('outcome', 'outcomes', ['violates', 'allowed', 'undetermined']),
  finding: assign('findingTypes', enums),
  flagged: (values, filter) => {
    const read = truth(values, 'flagged')
    if (typeof read === 'string') return read
    filter.flagged = read
    return null
  },
  rule: assign('rules', (values) => [...values]),
  risk: (values, filter) => readRange('risk', values, filter),
  cost: (values, filter) => readRange('costMicros', values, filter),
  latency: (values, filter) => readRange('latencyMs', values, filter),
  decided: readDecided,
  case: readCase,
  source: readSource,
  model: assign('models', (values) => [...values]),
  endpoint: assign('endpoints', (values) => [...values]),
  lang: assign('languages', (values) => [...values]),
  language: assign('languages', (values) => [...values]),
  region: assign('regions', (values) => [...values]),
  effort: chosen('effort', 'efforts', ['low', 'medium', 'high']),
  answered: chosen('answered', 'answeredBy', ['model', 'triage', 'rule']),
  action: chosen('action', 'actions', ['hide', 'remove', 'limit', 'warn', 'none']),
  appeal: readAppeal,
  reviewer: assign('reviewers', (values) => [...values]),
  by: assign('submittedBy', (values) => [...values]),
  instructs: (values, filter) => {
    const read = truth(values, 'instructs')
    if (typeof read === 'string') return read
    filter.instructsJudge = read
    return null
  },
  external: assign('externalId', last),
  item: assign('contentItemId', last),
}

/** What the API is asked for, given what stands in the box. */
export function toVerdictFilter(query: Query, now: Date): Reading {
  const filter: Filled = {}
  const problems: string[] = []
  for (const term of query.terms) {
    const problem = readTerm(term, filter, now, query)
    if (problem) problems.push(problem)
  }
  if (query.words) filter.text = query.words
  return { filter, problems }
}

function readTerm({ key, values }: Term, filter: Filled, now: Date, query: Query): string | null {
  const read = terms[key]
  if (!read) return `${key}: is not a term here; known are ${Object.keys(terms).join(', ')}`
  const attempt: Filled = { ...filter }
  const problem = read(values, attempt, now, query)
  if (!problem) Object.assign(filter, attempt)
  return problem
}
