import type { Sql } from '@assize/platform'
import type { VerdictFilter } from '../verdict-store.js'
import { narrowedToDays } from './listing-days.js'

/**
 * A filter that leaves nothing to be looked up row by row: versions between two others are the commits they are, and it
 * says itself on which days its values were listed at all. Null where nothing can be found.
 */
export async function settledFilter(
  sql: Sql,
  filter: VerdictFilter,
): Promise<VerdictFilter | null> {
  const named = await withCommits(sql, filter)
  return named.commits?.length === 0 ? null : narrowedToDays(sql, named)
}

async function withCommits(sql: Sql, filter: VerdictFilter): Promise<VerdictFilter> {
  const { versions, commit, commits, policies } = filter
  if (commit && commit.length >= 40 && !commits)
    return { ...filter, commits: [commit.toLowerCase()] }
  if (!versions) return filter
  const [row] = await sql.query<{ commits: string[] }>(
    'SELECT policy_versions_between($1, $2, $3) AS commits',
    [versions.policy, versions.from, versions.to],
  )
  const between = policies && !policies.includes(versions.policy) ? [] : (row?.commits ?? [])
  const both = commits ? between.filter((each) => commits.includes(each)) : between
  return { ...filter, versions: null, policies: [versions.policy], commits: both }
}
