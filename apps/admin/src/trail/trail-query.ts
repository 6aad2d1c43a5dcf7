import type { ResultOf, VariablesOf } from '../api/graphql.js'
import type { AUDIT_EVENTS } from './documents.js'

type Filter = NonNullable<VariablesOf<typeof AUDIT_EVENTS>['filter']>
type Outcome = ResultOf<typeof AUDIT_EVENTS>['auditEvents']['edges'][number]['node']['outcome']

/** What the trail is narrowed to, as it stands in the address; empty where it is not. */
export interface TrailQuery {
  readonly person: string
  /** `verdict:0199…`, or several with commas between them. */
  readonly object: string
  readonly action: string
  readonly outcome: string
  /** Days, the last one included: `2026-05-03`. */
  readonly from: string
  readonly to: string
}

export const parts = ['person', 'object', 'action', 'outcome', 'from', 'to'] as const

export function queryFrom(search: URLSearchParams): TrailQuery {
  const part = (name: (typeof parts)[number]) => search.get(name)?.trim() ?? ''
  return {
    ...{ person: part('person'), object: part('object'), action: part('action') },
    ...{ outcome: part('outcome'), from: part('from'), to: part('to') },
  }
}

/** The same address narrowed otherwise, at its newest rows. */
export function withPart(
  search: URLSearchParams,
  name: (typeof parts)[number],
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const place of ['after', 'before']) next.delete(place)
  if (value === '') next.delete(name)
  else next.set(name, value)
  return next
}

export interface TrailObject {
  readonly type: string
  readonly id: string
}

/** `verdict` and `0199…` of each `verdict:0199…`; null where one is not of that form, or none is named. */
export function objectsOf(text: string): readonly TrailObject[] | null {
  const objects = text.split(',').map((each) => {
    const [, type, id] = /^([a-z][a-z-]*):(\S+)$/.exec(each.trim()) ?? []
    return type && id ? { type, id } : null
  })
  return objects.every((each) => each !== null) ? objects : null
}

const dayMs = 24 * 3_600_000

/** An instant `days` after the beginning of a day in UTC; null for what is no day, as 30 February. */
function dayStart(day: string, days = 0): string | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(day)) return null
  return new Date(at + days * dayMs).toISOString()
}

const outcomes: readonly string[] = ['done', 'refused', 'failed']

export function filterOf({ person, object, action, outcome, from, to }: TrailQuery): Filter {
  const targets = objectsOf(object)
  const [after, before] = [dayStart(from), dayStart(to, 1)]
  return {
    ...(person ? { actorId: person } : {}),
    ...(targets ? { targets: [...targets] } : {}),
    ...(action ? { action } : {}),
    ...(outcomes.includes(outcome) ? { outcomes: [outcome.toUpperCase() as Outcome] } : {}),
    ...(after ? { recordedAfter: after } : {}),
    ...(before ? { recordedBefore: before } : {}),
  }
}

/** Where the same events are to be had as a file. */
export function fileOf(query: TrailQuery): string {
  const search = new URLSearchParams()
  const set = (name: string, value: string | null | undefined) => value && search.set(name, value)
  set('person', query.person)
  for (const { type, id } of objectsOf(query.object) ?? []) search.append('object', `${type}:${id}`)
  set('action', query.action)
  set('outcome', query.outcome)
  set('after', dayStart(query.from))
  set('before', dayStart(query.to, 1))
  return `/audit/events.jsonl${search.size > 0 ? `?${search.toString()}` : ''}`
}
