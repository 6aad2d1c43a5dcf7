import type { Sql } from '@assize/platform'
import type { VerdictFilter } from '../verdict-store.js'

/** The versions a filter names one by one, and what else it asks. */
export interface SoughtCommits {
  readonly filter: VerdictFilter
  /** Null where it names none, or only the first digits of one. */
  readonly commits: readonly string[] | null
}

/** Versions between two others as the commits they are: the rows of each stand together in the order of time. */
export async function soughtCommits(sql: Sql, filter: VerdictFilter): Promise<SoughtCommits> {
  const { versions, commit, policies } = filter
  if (commit && commit.length >= 40) return { filter, commits: [commit.toLowerCase()] }
  if (!versions) return { filter, commits: null }
  const [row] = await sql.query<{ commits: string[] }>(
    'SELECT policy_versions_between($1, $2, $3) AS commits',
    [versions.policy, versions.from, versions.to],
  )
  const isOther = policies && !policies.includes(versions.policy)
  return {
    filter: { ...filter, versions: null, policies: [versions.policy] },
    commits: isOther ? [] : (row?.commits ?? []),
  }
}
