import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import type { VerdictFilter } from '../verdict-store.js'
import { conditionsOf } from './verdict-conditions.js'
import type { Scope } from './verdict-scope.js'

/** Beyond so many rows a count is reckoned from the newest ones. */
const mostCounted = 5_000

/** What a list can be narrowed by, and the parts of the filter that do it. */
const facets = {
  outcome: { value: 'outcome', own: ['outcomes'] },
  policy: { value: 'policy', own: ['policies'] },
  findingType: { value: 'unnest(finding_types)', own: ['findingTypes'] },
  caseState: { value: 'case_state', own: ['caseStates', 'hasCase'] },
  source: {
    value: "CASE WHEN simulated THEN 'simulated' ELSE source END",
    own: ['sources', 'simulated'],
  },
  model: { value: 'model', own: ['models'] },
} as const satisfies Record<string, { value: string; own: readonly (keyof VerdictFilter)[] }>

type Facet = keyof typeof facets
const facetNames = Object.keys(facets) as readonly Facet[]

export interface Count {
  readonly value: string
  readonly count: number
}

export type FacetCounts = Readonly<Record<Facet, readonly Count[]>> & {
  readonly total: number
  /** Whether there was more than is counted row by row. */
  readonly estimated: boolean
}

interface Row {
  readonly source: number
  readonly facet: Facet | 'total'
  readonly value: string
  readonly count: number
}

/** Counts beside a list, in one statement over a bounded number of rows. */
@Injectable()
export class VerdictFacets {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Each facet is counted under the whole filter but its own part, so that a second value can be chosen beside the
   * first.
   */
  async count(filter: VerdictFilter, scope: Scope | null): Promise<FacetCounts> {
    const values: unknown[] = []
    const narrowed = facetNames.filter((name) =>
      facets[name].own.some((part) => filter[part] != null),
    )
    const sources = [
      { filter, facets: without(narrowed) },
      ...narrowed.map((name) => ({ filter: withoutOwn(filter, name), facets: [name] })),
    ]
    const bounded = sources.map(({ filter: part, facets: names }) => ({
      where: conditionsOf(part, scope, values).where,
      facets: names,
    }))
    const rows = await this.database.query<Row>(statementOf(bounded), values)
    const factors = await Promise.all(
      sources.map((source, i) =>
        totalOf(rows, i) > mostCounted ? this.excess(source.filter, scope) : Promise.resolve(null),
      ),
    )
    return toCounts(rows, factors)
  }

  /** How many times more rows the planner expects than are counted. */
  private async excess(filter: VerdictFilter, scope: Scope | null): Promise<number> {
    const { where, values } = conditionsOf(filter, scope)
    const [row] = await this.database.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      `EXPLAIN (FORMAT JSON) SELECT FROM verdict_listing l WHERE ${where}`,
      values,
    )
    return Math.max(1, (row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0) / mostCounted)
  }
}

interface CountedRows {
  readonly where: string
  readonly facets: readonly Facet[]
}

function statementOf(sources: readonly CountedRows[]): string {
  const rows = sources.map(
    ({ where }, i) =>
      `s${i} AS MATERIALIZED (
         SELECT l.outcome, l.policy, l.finding_types, l.case_state, l.simulated, l.source, l.model
         FROM verdict_listing l WHERE ${where}
         ORDER BY l.verdict_id DESC LIMIT ${mostCounted + 1})`,
  )
  const counts = sources.flatMap((source, i) => [
    `SELECT ${i} AS source, 'total' AS facet, '' AS value, count(*)::int AS count FROM s${i}`,
    ...source.facets.map(
      (name) =>
        `SELECT ${i}, '${name}', value, count(*)::int
         FROM (SELECT ${facets[name].value} AS value FROM s${i}) AS of_rows
         WHERE value IS NOT NULL GROUP BY value`,
    ),
  ])
  return `WITH ${rows.join(', ')} ${counts.join(' UNION ALL ')}`
}

const without = (names: readonly Facet[]): readonly Facet[] =>
  facetNames.filter((name) => !names.includes(name))

const withoutOwn = (filter: VerdictFilter, name: Facet): VerdictFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([part]) => !(facets[name].own as readonly string[]).includes(part),
    ),
  )

const totalOf = (rows: readonly Row[], source: number): number =>
  rows.find((row) => row.source === source && row.facet === 'total')?.count ?? 0

function toCounts(rows: readonly Row[], factors: readonly (number | null)[]): FacetCounts {
  const scaled = ({ source, count }: Row): number => Math.round(count * (factors[source] ?? 1))
  const countsOf = (facet: Facet): readonly Count[] =>
    rows
      .filter((row) => row.facet === facet)
      .map((row) => ({ value: row.value, count: scaled(row) }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return {
    ...(Object.fromEntries(facetNames.map((name) => [name, countsOf(name)])) as Record<
      Facet,
      readonly Count[]
    >),
    total: Math.round(Math.min(totalOf(rows, 0), mostCounted) * (factors[0] ?? 1)),
    estimated: factors.some((factor) => factor !== null),
  }
}
