import type { Sql } from '@assize/platform'
import type { VerdictFilter } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { oneOf } from './verdict-conditions.js'

/** What `listing_day` knows the days of: what is said of a verdict once and for all. */
const { actions: _changes, ...facetOf } = oneOf

const dayMs = 86_400_000

/** The filter within the days on which the listing holds its values at all; null where no day holds them all. */
export async function narrowedToDays(
  sql: Sql,
  filter: VerdictFilter,
): Promise<VerdictFilter | null> {
  const sought = valuesOf(filter)
  if (sought.length === 0) return filter
  const conditions = new Conditions()
  const spans = sought.map(([facet, values]) => {
    const isSought = conditions.bind('value = ANY(?::text[])', values) ?? 'FALSE'
    return `(SELECT min(day) AS first, max(day) AS last FROM listing_day WHERE facet = '${facet}' AND ${isSought})`
  })
  const [days] = await sql.query<{ first: string; last: string; everywhere: boolean }>(
    `SELECT max(first)::text AS first, min(last)::text AS last, bool_and(first IS NOT NULL) AS everywhere
     FROM (${spans.join(' UNION ALL ')}) AS spans`,
    conditions.values,
  )
  if (!days?.everywhere || days.first > days.last) return null
  const from = new Date(`${days.first}T00:00:00Z`)
  const until = new Date(Date.parse(`${days.last}T00:00:00Z`) + dayMs)
  return betweenInstants(filter, from, until)
}

/** The filter, and from one instant until before another, where they are said. */
export const betweenInstants = (
  filter: VerdictFilter,
  from: Date | null,
  until: Date | null,
): VerdictFilter => ({
  ...filter,
  decidedAfter: later(from, filter.decidedAfter),
  decidedBefore: earlier(until, filter.decidedBefore),
})

function valuesOf(filter: VerdictFilter): [facet: string, values: readonly string[]][] {
  const asked = { ...filter, languages: filter.languages ?? only(filter.language) }
  return Object.entries(facetOf).flatMap(([name, facet]) => {
    const values = asked[name as keyof typeof facetOf]
    return values ? [[facet, values] as [string, readonly string[]]] : []
  })
}

const only = (value: string | null | undefined): readonly string[] | undefined =>
  value == null ? undefined : [value]

type Instant = Date | null | undefined
const later = (a: Instant, b: Instant): Instant => (a && b ? (b > a ? b : a) : (a ?? b))
const earlier = (a: Instant, b: Instant): Instant => (a && b ? (b < a ? b : a) : (a ?? b))
