import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import type { VerdictFilter } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { facetColumns, facets, type FacetName } from './facet-list.js'
import { ListingWalk } from './listing-walk.js'
import { partsOf, type Part } from './listing-parts.js'
import { settledFilter } from './settled-filter.js'
import { conditionsOf } from './verdict-conditions.js'
import type { VerdictReader } from './verdict-reader.js'
import { WordSearch } from './word-search.js'
import { addHolders } from './words-holders.js'
import { soughtWords } from './words-condition.js'

/** Beyond so many rows a count is reckoned from those of the newest months. */
export const mostCounted = 3_000
/** Rows looked at for words too common to gather. */
const mostLookedAt = 2_000

export interface Sample {
  readonly counts: ReadonlyMap<FacetName, ReadonlyMap<string, number>>
  readonly rows: number
  /** Whether there are more rows than the sample holds. */
  readonly cut: boolean
  /** How many rows there are for one of the sample, as the database guesses; 1 where it guesses no more. */
  readonly factor: number
}

type Tally = Map<FacetName, Map<string, number>>

/** Counts values among a bounded number of the rows a filter selects, newest months first. */
@Injectable()
export class FacetSample {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ListingWalk) private readonly walk: ListingWalk,
    @Inject(WordSearch) private readonly words: WordSearch,
  ) {}

  async take(
    asked: VerdictFilter,
    reader: VerdictReader,
    names: readonly FacetName[],
  ): Promise<Sample> {
    const filter = await settledFilter(this.database, asked)
    if (!filter) return { counts: new Map(), rows: 0, cut: false, factor: 1 }
    if (soughtWords(filter.text) === null)
      return this.countIn(names, () => conditionsOf(filter, reader))
    const holders = await this.words.gather(filter, reader)
    if (!holders.complete) return this.lookedAt(filter, reader, names)
    return this.countIn(names, () => {
      const conditions = conditionsOf(filter, reader, [], 'apart')
      addHolders(conditions, holders, reader)
      return conditions
    })
  }

  private async countIn(names: readonly FacetName[], select: () => Conditions): Promise<Sample> {
    const parts = await partsOf(this.database, 'verdict_listing')
    const tally: Tally = new Map()
    let rows = 0
    for (const among of [parts.slice(0, 2), parts.slice(2)]) {
      if (among.length === 0 || rows > mostCounted) continue
      rows += await this.tally(tally, among, names, select(), mostCounted + 1 - rows)
    }
    if (rows <= mostCounted) return { counts: tally, rows, cut: false, factor: 1 }
    const factor = Math.max(1, (await this.expected(select())) / rows)
    return { counts: tally, rows, cut: true, factor }
  }

  /** Of the newest rows the filter selects without its words, those that hold them stand for the others. */
  private async lookedAt(
    filter: VerdictFilter,
    reader: VerdictReader,
    names: readonly FacetName[],
  ): Promise<Sample> {
    const order = { field: 'decided-at', direction: 'desc' } as const
    const request = { limit: mostLookedAt, direction: 'forward', cursor: null } as const
    const select = (within = filter) => conditionsOf(within, reader, [], 'apart')
    const seen = await this.walk.rows({ filter, order, request, limit: mostLookedAt }, select)
    const held = await this.words.holding(seen, filter, reader)
    const tally: Tally = new Map()
    const conditions = new Conditions()
    conditions.add(
      'l.verdict_id = ANY(?::uuid[])',
      held.map((row) => row.verdictId),
    )
    await this.tally(
      tally,
      [{ name: 'verdict_listing', from: null }],
      names,
      conditions,
      seen.length,
    )
    const cut = seen.length >= mostLookedAt
    const factor = cut ? Math.max(1, (await this.expected(select())) / seen.length) : 1
    return { counts: tally, rows: held.length, cut, factor }
  }

  private async tally(
    tally: Tally,
    parts: readonly Part[],
    names: readonly FacetName[],
    { where, values }: Conditions,
    limit: number,
  ): Promise<number> {
    const each = parts.map(({ name }) => `(SELECT ${facetColumns} FROM "${name}" l WHERE ${where})`)
    const counts = names.map(
      (name) => `SELECT '${name}', value, count(*)::int
        FROM (SELECT ${facets[name].value} AS value FROM sample) AS of_rows
        WHERE value IS NOT NULL GROUP BY value`,
    )
    const rows = await this.database.query<Counted>(
      `WITH sample AS MATERIALIZED (SELECT * FROM (${each.join(' UNION ALL ')}) AS held LIMIT ${limit})
       SELECT 'rows' AS facet, '' AS value, count(*)::int AS count FROM sample
       ${counts.map((count) => `UNION ALL ${count}`).join(' ')}`,
      values,
    )
    let sampled = 0
    for (const { facet, value, count } of rows) {
      if (facet === 'rows') sampled = count
      else noteCount(tally, facet, value, count)
    }
    return sampled
  }

  private async expected({ where, values }: Conditions): Promise<number> {
    const [row] = await this.database.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      `EXPLAIN (FORMAT JSON) SELECT FROM verdict_listing l WHERE ${where}`,
      values,
    )
    return row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
  }
}

interface Counted {
  readonly facet: FacetName | 'rows'
  readonly value: string
  readonly count: number
}

function noteCount(tally: Tally, facet: FacetName, value: string, count: number): void {
  const values = tally.get(facet) ?? new Map<string, number>()
  tally.set(facet, values.set(value, (values.get(value) ?? 0) + count))
}
