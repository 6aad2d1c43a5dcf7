import type { Sql } from '@assize/platform'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { addKeys, cursorKeys, type Walk } from './listing-order.js'
import { instantOf, splitParts, type Part } from './listing-parts.js'
import { listedColumns, merged, unionOf } from './listing-union.js'
import { beyond, daysFor, farEnd, spanOf, type Seen, type Span } from './listing-windows.js'

/** Rows walked in a month before it is taken that what is sought is not frequent there. */
const nearBy = 2_000
/** Rows of a month that are gathered and sorted, where they are few. */
const gathered = 1_000
/** Stretches of days asked for one after the other before all that is left is. */
const mostSpans = 3

export interface ListingAsk {
  readonly walk: Walk
  readonly order: VerdictOrder
  readonly limit: number
  readonly filter: VerdictFilter
  readonly cursor: readonly string[] | null
  /** Asked anew for each statement: the filter, from the cursor on, and what else is said. */
  readonly select: (within?: Within) => Conditions
}

export interface Within {
  readonly span?: Span | null
  /** Key and id that rows come before in the walk. */
  readonly before?: readonly string[]
}

/**
 * By time. The month a walk begins in is looked at row by row as far as what is frequent lies. What does not fill the
 * page there is asked for by index, in so many days as hold a page if the rest is like what was seen, and again in more;
 * what is too rare for that is gathered from all months. No guess of the planner is relied on for this: it cannot know
 * that a value ended with a month, and would pass over millions of rows to find none.
 */
export async function byTime(
  sql: Sql,
  parts: readonly Part[],
  ask: ListingAsk,
): Promise<readonly ListedVerdict[]> {
  const { walk, order, limit, filter, cursor } = ask
  const [head] = splitParts(parts, walk.way === 'DESC', startOf(filter, walk, cursor))
  const depth = Math.max(nearBy, 2 * limit)
  for (const part of head) {
    const near = await nearIn(sql, part, ask, depth)
    const end = near.length === limit ? near.at(-1) : undefined
    if (end) {
      // Whatever another month holds before the last of these takes its place.
      const others = parts.filter((each) => each !== part)
      const before = await bestOf(sql, others, ask, { before: cursorKeys(end, order) })
      return merged([near, before], order, walk).slice(0, limit)
    }
    const edge = await edgeOf(sql, part, ask, depth)
    if (edge.rows === depth && edge.entry)
      return inSpans(sql, parts, ask, { found: near.length, ...edge.seen }, edge.entry)
  }
  return scattered(sql, parts, ask)
}

/** Every month's own best rows. */
export function bestOf(
  sql: Sql,
  parts: readonly Part[],
  { walk, limit, select }: ListingAsk,
  within?: Within,
): Promise<readonly ListedVerdict[]> {
  const { where, values } = select(within)
  return unionOf(sql, parts, {
    ...{ walk, limit, values },
    of: (name) => `SELECT ${listedColumns}, ${walk.by} AS key FROM "${name}" l WHERE ${where}`,
  })
}

/** Few rows, wherever they are: gathered from each month without its order, which only a month of many needs. */
export async function scattered(
  sql: Sql,
  parts: readonly Part[],
  ask: ListingAsk,
  span: Span | null = null,
): Promise<readonly ListedVerdict[]> {
  const { walk, order, limit, select } = ask
  const { where, values } = select({ span })
  const most = Math.max(gathered, limit)
  const counted = await unionOf(sql, parts, {
    ...{ walk, limit: parts.length * limit, values, each: limit },
    // Materialized, so that the limit is not planned with: hoping for an early end, the planner would read the whole
    // month for what is not in it.
    of: (name, at) => `WITH l AS MATERIALIZED (
        SELECT ${listedColumns}, ${walk.by} AS key FROM "${name}" l WHERE ${where})
      SELECT * FROM (SELECT *, ${at} AS part, count(*) OVER () AS found FROM (
        SELECT * FROM l LIMIT ${most + 1}) AS l) AS l`,
  })
  const full = new Set(counted.filter(({ found }) => Number(found) > most).map(({ part }) => part))
  const few = counted.filter(({ part }) => !full.has(part))
  const crowded = parts.filter((_, at) => full.has(at))
  // Of many, the order finds the first soonest; the days would have the planner gather them.
  const many = await bestOf(sql, crowded, ask, { span: span && { ...span, days: [] } })
  return merged([few, many], order, walk).slice(0, limit)
}

async function inSpans(
  sql: Sql,
  parts: readonly Part[],
  ask: ListingAsk,
  first: Seen,
  entry: Date,
): Promise<readonly ListedVerdict[]> {
  const { walk, limit } = ask
  const found: ListedVerdict[] = []
  let [seen, near, left] = [first, entry, null as Span | null]
  const start = walk.way === 'ASC' ? first.fromMs : first.toMs
  for (let turn = 0; turn < mostSpans; turn++) {
    const days = daysFor(seen, limit, turn)
    if (days === null) break
    const span = spanOf(walk, near, start, days)
    found.push(...(await scattered(sql, parts, ask, span)))
    const end = farEnd(walk, span)
    if (found.length >= limit || !end || isPast(ask, end)) return found.slice(0, limit)
    ;[near, left] = [end, beyond(walk, span)]
    seen = { found: found.length, fromMs: start, toMs: end.getTime() }
  }
  found.push(...(await scattered(sql, parts, ask, left)))
  return found.slice(0, limit)
}

/** Among the first `depth` rows of a part. */
function nearIn(
  sql: Sql,
  part: Part,
  ask: ListingAsk,
  depth: number,
): Promise<readonly ListedVerdict[]> {
  const { walk, limit, select } = ask
  const { by } = walk
  const { where, values } = select()
  const first = firstRows(ask, depth, values)
  return unionOf(sql, [part], {
    ...{ walk, limit, values },
    of: (name) =>
      `SELECT ${listedColumns}, ${by} AS key FROM (SELECT * ${first(name)}) AS l WHERE ${where}`,
  })
}

interface Edge {
  readonly rows: number
  readonly seen: Omit<Seen, 'found'>
  /** Where the walk enters time: no row of any part lies before it. */
  readonly entry: Date | null
}

/** How far the first `depth` rows of a part reach; and where all begins, which the days of the listing tell. */
async function edgeOf(sql: Sql, part: Part, ask: ListingAsk, depth: number): Promise<Edge> {
  const { way } = ask.walk
  const bound = boundOf(ask)
  const values: unknown[] = []
  const rows = firstRows(ask, depth, values)
  const entry = way === 'ASC' ? 'min(day)' : 'max(day) + 1'
  const [edge] = await sql.query<{ rows: number; from: Date; to: Date; day: string | null }>(
    `SELECT count(*)::int AS rows, min(decided_at) AS from, max(decided_at) AS to,
       ${bound ? 'NULL' : `(SELECT (${entry})::text FROM listing_day WHERE facet = 'source')`} AS day
     FROM (SELECT l.decided_at ${rows(part.name)}) AS l`,
    values,
  )
  if (!edge || edge.rows === 0) return { rows: 0, seen: { fromMs: 0, toMs: 0 }, entry: null }
  const seen = { fromMs: edge.from.getTime(), toMs: edge.to.getTime() }
  const first = edge.day === null ? null : new Date(`${edge.day}T00:00:00Z`)
  return { rows: edge.rows, seen, entry: bound ?? first }
}

/** The instant itself belongs to a walk; a span ends before its later end. */
const afterwards = (at: Date | null, way: Walk['way']): Date | null =>
  at && way === 'DESC' ? new Date(at.getTime() + 1) : at

function boundOf({ walk: { way }, filter, cursor }: ListingAsk): Date | null {
  if (cursor?.[0]) return afterwards(new Date(cursor[0]), way)
  return (way === 'DESC' ? filter.decidedBefore : filter.decidedAfter) ?? null
}

const isPast = ({ walk: { way }, filter }: ListingAsk, at: Date): boolean =>
  way === 'DESC'
    ? filter.decidedAfter != null && at <= filter.decidedAfter
    : filter.decidedBefore != null && at >= filter.decidedBefore

/** What of a filter an index on time knows. */
const firstRows =
  ({ walk, filter, cursor }: ListingAsk, depth: number, values: unknown[]) =>
  (name: string): string => {
    const range = new Conditions(values)
    if (filter.decidedAfter) range.add('l.decided_at >= ?', filter.decidedAfter)
    if (filter.decidedBefore) range.add('l.decided_at < ?', filter.decidedBefore)
    if (cursor) addKeys(range, walk, cursor)
    return `FROM "${name}" l WHERE ${range.where}
      ORDER BY ${walk.by} ${walk.way}, l.verdict_id ${walk.way} LIMIT ${depth}`
  }

function startOf(
  { decidedAfter, decidedBefore }: VerdictFilter,
  { way }: Walk,
  cursor: readonly string[] | null,
): Date | null {
  if (cursor?.[1]) return instantOf(cursor[1])
  return (way === 'DESC' ? decidedBefore : decidedAfter) ?? null
}
