import type { Sql } from '@assize/platform'
import type { ListedVerdict, VerdictFilter } from '../verdict-store.js'
import type { Conditions } from './conditions.js'
import type { Walk } from './listing-order.js'
import type { Part } from './listing-parts.js'
import { listedColumns, unionOf } from './listing-union.js'

/** Versions each walked by itself; of more, a month's rows are read whichever they are of. */
export const mostCommits = 64

export interface VersionWalk {
  readonly walk: Walk
  readonly limit: number
  /** Of which only what is not said by version and time is asked for in `conditions`. */
  readonly filter: VerdictFilter
  readonly cursor: readonly string[] | null
  readonly conditions: Conditions
}

export const withoutVersions = (filter: VerdictFilter): VerdictFilter => ({
  ...filter,
  ...{ commit: null, commits: null, policies: null, decidedAfter: null, decidedBefore: null },
})

/**
 * By time, the rows of some versions. Each version's stand in an index of their own in that order, and the condition is
 * said as a stretch of that index: of an equality the planner knows that any index on time has the order too, and would
 * walk a whole month for a version that is not in it.
 */
export async function ofVersions(
  sql: Sql,
  parts: readonly Part[],
  { walk, limit, filter, cursor, conditions }: VersionWalk,
): Promise<readonly ListedVerdict[]> {
  const { way } = walk
  const { commits, policies, decidedAfter, decidedBefore } = filter
  // A version is mostly of one policy, so that naming both narrows nothing. The planner, who takes them for
  // independent, would gather and sort the few rows it expects: it must not know what this means.
  if (policies)
    conditions.add('CASE WHEN l.policy = ANY(?::text[]) THEN TRUE ELSE FALSE END', policies)
  const from = endOf(decidedAfter, '-infinity', way === 'ASC' ? cursor : null, Math.max)
  const to = endOf(decidedBefore, 'infinity', way === 'DESC' ? cursor : null, Math.min)
  const of = conditions.bind('?::text[]', commits)
  const ends = [`${from.isCursor ? '>' : '>='} ${bound(from)}`, `< ${bound(to)}`]
  const { where, values } = conditions
  if (of === null) return []
  return unionOf(sql, parts, {
    ...{ walk, limit, values },
    of: (name) => `SELECT each.* FROM unnest(${of}) AS c (commit) CROSS JOIN LATERAL (
        SELECT ${listedColumns}, ${walk.by} AS key FROM "${name}" l
        WHERE ${ends.map((end) => `(l.policy_commit, l.decided_at, l.verdict_id) ${end}`).join(' AND ')} AND ${where}
        ORDER BY l.policy_commit ${way}, l.decided_at ${way}, l.verdict_id ${way} LIMIT ${limit}) AS each`,
  })

  function bound({ instant, id }: End): string {
    return `(c.commit, ${conditions.bind('(?::text[])[1]::timestamptz, (?::text[])[2]::uuid', [instant, id])})`
  }
}

interface End {
  readonly instant: string
  readonly id: string
  readonly isCursor: boolean
}

const leastId = '00000000-0000-0000-0000-000000000000'

/** Where the walked stretch begins or ends: at the filter's instant, or at the cursor where that lies within. */
function endOf(
  asked: Date | null | undefined,
  open: string,
  cursor: readonly string[] | null,
  inner: (a: number, b: number) => number,
): End {
  const [key, id] = cursor ?? []
  if (key !== undefined && id !== undefined) {
    const at = Date.parse(key)
    if (!asked || inner(at, asked.getTime()) === at) return { instant: key, id, isCursor: true }
  }
  return { instant: asked ? asked.toISOString() : open, id: leastId, isCursor: false }
}
