import { Inject, Injectable } from '@nestjs/common'
import { Database, type PageRequest } from '@assize/platform'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { addKeys, cursorKeys, cursorOf, walkOf, type Walk } from './listing-order.js'
import { instantOf, partsOf, splitParts, type Part } from './listing-parts.js'
import { settledFilter } from './settled-filter.js'

export const listedColumns = `l.verdict_id AS "verdictId",
  l.content_item_id AS "contentItemId", l.decided_at AS "decidedAt", l.risk,
  l.cost_micros AS "costMicros", l.flagged, l.finding_types AS "findingTypes", l.case_id AS "caseId"`

export interface WalkRequest {
  readonly filter: VerdictFilter
  readonly order: VerdictOrder
  readonly request: PageRequest
  readonly limit: number
}

/** Rows walked in a month before it is taken that what is sought is rare there. */
const nearBy = 2_000
/** And where what was found tells that a page is not much farther. */
const farthest = 10_000
/** Rows of a month that are gathered and sorted, where they are few. */
const gathered = 1_000
/** Versions each walked by itself; of more, a month's rows are read whichever they are of. */
const mostCommits = 24

/**
 * Walks the listing in an order, month by month. By time, the month a walk begins in is looked at row by row as far as
 * what is frequent lies; what is not found there is rare, or old, or absent, and then every month is asked by index
 * for the few it has. Only a month that has many is walked itself. No guess of the planner is relied on for this: it
 * cannot know that a value ended with a month, and would pass over millions of rows to find none. In other orders, each
 * month is asked for its own best rows.
 */
@Injectable()
export class ListingWalk {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** In walking order, at most `limit`; `conditionsOf` is asked anew for each statement. */
  async rows(
    { filter: asked, order, request, limit }: WalkRequest,
    conditionsOf: (filter: VerdictFilter) => Conditions,
  ): Promise<readonly ListedVerdict[]> {
    const settled = await settledFilter(this.database, asked)
    if (!settled) return []
    const { commits } = settled
    const isByCommit = commits != null && commits.length <= mostCommits && isByTime(order)
    const filter = isByCommit
      ? { ...settled, commit: null, commits: null, policies: null }
      : settled
    const walk = walkOf(order, request)
    const cursor = cursorOf(order, request)
    const parts = await partsOf(this.database, 'verdict_listing')
    const select = (before: readonly string[] | null = null): Conditions => {
      const conditions = conditionsOf(filter)
      if (cursor) addKeys(conditions, walk, cursor)
      if (before) addKeys(conditions, walk, before, 'before')
      return conditions
    }
    if (isByCommit)
      return this.ofCommits(parts, walk, limit, withPolicies(select(), settled), commits)
    if (commits || !isByTime(order)) return this.best(parts, walk, limit, select())
    const asks = { walk, limit, order, select, range: rangeOf(filter, walk, cursor) }
    const [head, rest] = splitParts(parts, walk.way === 'DESC', startOf(filter, walk, cursor))
    const left = [...head]
    let found: readonly ListedVerdict[] = []
    for (let part = left.shift(); part; part = found.length < limit ? left.shift() : undefined)
      found = merged([found, await this.inMonth(part, asks)], order, walk).slice(0, limit)
    const end = found.length === limit ? found.at(-1) : undefined
    // Whatever another month holds before the last of these takes its place.
    const others = end
      ? await this.best([...left, ...rest], walk, limit, select(cursorKeys(end, order)))
      : await this.scattered(rest, asks)
    return merged([found, others], order, walk).slice(0, limit)
  }

  /** Of a month the walk begins in: what lies near, where that fills the page, else what there is. */
  private async inMonth(part: Part, asks: MonthWalk): Promise<readonly ListedVerdict[]> {
    const { limit } = asks
    const depth = Math.max(nearBy, 2 * limit)
    const first = await this.near(part, asks, depth)
    // What was seen tells how far to look, where that is not too far.
    const deeper = Math.ceil((depth * limit * 1.5) / Math.max(1, first.length))
    const isFar = first.length === limit || deeper > farthest
    const seen = isFar ? first : await this.near(part, asks, deeper)
    return seen.length === limit ? seen : this.scattered([part], asks)
  }

  /** One version's rows stand in an index of their own in the order of time. */
  private async ofCommits(
    parts: readonly Part[],
    walk: Walk,
    limit: number,
    conditions: Conditions,
    commits: readonly string[],
  ): Promise<readonly ListedVerdict[]> {
    const each = parts.flatMap((part) => commits.map((commit) => ({ ...part, commit })))
    const bound = new Map(
      commits.map((commit) => [commit, conditions.bind('l.policy_commit = ?', commit) ?? 'FALSE']),
    )
    const { where, values } = conditions
    return this.union(each, walk, limit, values, (name, at) => {
      const isOf = bound.get(each[at]?.commit ?? '') ?? 'FALSE'
      return `SELECT ${listedColumns}, ${walk.by} AS key FROM "${name}" l WHERE ${where} AND ${isOf}`
    })
  }

  private best(
    parts: readonly Part[],
    walk: Walk,
    limit: number,
    { where, values }: Conditions,
  ): Promise<readonly ListedVerdict[]> {
    return this.union(parts, walk, limit, values, (name) => {
      return `SELECT ${listedColumns}, ${walk.by} AS key FROM "${name}" l WHERE ${where}`
    })
  }

  /** Among the first `depth` rows of a part. */
  private near(
    part: Part,
    { walk, limit, select, range }: MonthWalk,
    depth: number,
  ): Promise<readonly ListedVerdict[]> {
    const { by, way } = walk
    const { where, values } = select()
    const within = range(values).where
    return this.union([part], walk, limit, values, (name) => {
      return `SELECT ${listedColumns}, ${by} AS key FROM (
          SELECT * FROM "${name}" l WHERE ${within} ORDER BY ${by} ${way}, l.verdict_id ${way}
          LIMIT ${depth}) AS l
        WHERE ${where}`
    })
  }

  /** Few rows, wherever they are: gathered from each month without its order, which only a month of many needs. */
  private async scattered(
    parts: readonly Part[],
    { walk, limit, order, select }: MonthWalk,
  ): Promise<readonly ListedVerdict[]> {
    const { where, values } = select()
    const most = Math.max(gathered, limit)
    const counted = await this.union(
      parts,
      walk,
      parts.length * limit,
      values,
      (name, at) => {
        // Materialized, so that the limit is not planned with: hoping for an early end, the planner would read the whole
        // month for what is not in it.
        return `WITH l AS MATERIALIZED (
            SELECT ${listedColumns}, ${walk.by} AS key FROM "${name}" l WHERE ${where})
          SELECT * FROM (SELECT *, ${at} AS part, count(*) OVER () AS found FROM (
            SELECT * FROM l LIMIT ${most + 1}) AS l) AS l`
      },
      limit,
    )
    const full = new Set(
      counted.filter(({ found }) => Number(found) > most).map(({ part }) => part),
    )
    const few = counted.filter(({ part }) => !full.has(part))
    const many = await this.best(
      parts.filter((_, at) => full.has(at)),
      walk,
      limit,
      select(),
    )
    return merged([few, many], order, walk).slice(0, limit)
  }

  /** The first `each` rows of what `of` selects in each part, and of these the first `limit`. */
  private async union(
    parts: readonly Part[],
    { way }: Walk,
    limit: number,
    values: readonly unknown[],
    of: (name: string, at: number) => string,
    each = limit,
  ): Promise<readonly Found[]> {
    if (parts.length === 0) return []
    const sorted = `ORDER BY key ${way}, "verdictId" ${way} LIMIT`
    const selects = parts.map(({ name }, at) => `(${of(name, at)} ${sorted} ${each})`)
    const rows = await this.database.query<Raw>(
      `SELECT * FROM (${selects.join(' UNION ALL ')}) AS best ${sorted} ${limit}`,
      values,
    )
    return rows.map(toListed)
  }
}

/**
 * A version is mostly of one policy, so that naming both narrows nothing. The planner, who takes them for independent,
 * would gather and sort the few rows it expects: it must not know what this means.
 */
function withPolicies(conditions: Conditions, { policies }: VerdictFilter): Conditions {
  if (policies) conditions.add("coalesce(l.policy, '') = ANY(?::text[])", policies)
  return conditions
}

const isByTime = ({ field }: VerdictOrder): boolean =>
  field === 'decided-at' || field === 'relevance'

/** What of a filter an index on time knows. */
const rangeOf =
  ({ decidedAfter, decidedBefore }: VerdictFilter, walk: Walk, cursor: readonly string[] | null) =>
  (values: unknown[]): Conditions => {
    const range = new Conditions(values)
    if (decidedAfter) range.add('l.decided_at >= ?', decidedAfter)
    if (decidedBefore) range.add('l.decided_at < ?', decidedBefore)
    if (cursor) addKeys(range, walk, cursor)
    return range
  }

interface MonthWalk {
  readonly walk: Walk
  readonly limit: number
  readonly order: VerdictOrder
  readonly select: () => Conditions
  readonly range: (values: unknown[]) => Conditions
}

/** A row as found: in which part, and among how many, where that was asked. */
type Found = ListedVerdict & { readonly part?: number; readonly found?: string }

export interface Raw extends Omit<Found, 'costMicros'> {
  readonly key?: unknown
  readonly costMicros: string | null
}

export const toListed = ({ key: _key, costMicros, ...row }: Raw): Found => ({
  ...row,
  costMicros: costMicros === null ? null : BigInt(costMicros),
})

function startOf(
  { decidedAfter, decidedBefore }: VerdictFilter,
  { way }: Walk,
  cursor: readonly string[] | null,
): Date | null {
  if (cursor?.[1]) return instantOf(cursor[1])
  return (way === 'DESC' ? decidedBefore : decidedAfter) ?? null
}

function merged(
  lists: readonly (readonly Found[])[],
  order: VerdictOrder,
  { way }: Walk,
): readonly ListedVerdict[] {
  const sign = way === 'ASC' ? 1 : -1
  return lists
    .flat()
    .map(({ part: _part, found: _found, ...listed }) => listed)
    .sort((a, b) => sign * compare(a, b, order))
}

function compare(a: ListedVerdict, b: ListedVerdict, { field }: VerdictOrder): number {
  const byKey =
    field === 'risk'
      ? a.risk - b.risk
      : field === 'cost'
        ? Number((a.costMicros ?? -1n) - (b.costMicros ?? -1n))
        : a.decidedAt.getTime() - b.decidedAt.getTime()
  return byKey || (a.verdictId < b.verdictId ? -1 : 1)
}
