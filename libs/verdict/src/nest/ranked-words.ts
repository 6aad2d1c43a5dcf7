import { Inject, Injectable } from '@nestjs/common'
import { isUuid } from '@assize/kernel'
import { Database, toPage, type PageRequest } from '@assize/platform'
import { VerdictError } from '../verdict-error.js'
import type { VerdictFilter, VerdictOrder } from '../verdict-store.js'
import type { Conditions } from './conditions.js'
import { listedColumns, toListed, type Raw } from './listing-union.js'
import { ListingWalk } from './listing-walk.js'
import { conditionsOf } from './verdict-conditions.js'
import type { VerdictPage } from './verdict-page.js'
import type { SearchedWords, VerdictReader } from './verdict-reader.js'
import { soughtWords, wordsQuery } from './words-condition.js'
import { addHolders, holdersOf } from './words-holders.js'

/** Beyond so many texts, those of the newest months are ranked. */
export const mostRanked = 1_000

/** Verdicts by how well they meet the words sought, among a bounded number of those that do. */
@Injectable()
export class RankedWords {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ListingWalk) private readonly walk: ListingWalk,
  ) {}

  async page(
    filter: VerdictFilter,
    order: VerdictOrder,
    request: PageRequest,
    reader: VerdictReader,
  ): Promise<VerdictPage> {
    const words = soughtWords(filter.text) ?? ''
    const conditions = conditionsOf(filter, reader, [], 'apart')
    await this.narrow(conditions, words, filter, reader)
    const rank = rankOf(conditions, words, reader)
    const ascending = (order.direction === 'asc') === (request.direction === 'forward')
    const way = ascending ? 'ASC' : 'DESC'
    const { where } = conditions
    const after = cursorCondition(conditions, request, ascending)
    const rows = await this.database.query<Raw & { readonly rank: number }>(
      `SELECT * FROM (SELECT ${listedColumns}, ${rank} AS rank FROM verdict_listing l WHERE ${where}
         OFFSET 0) AS ranked
       WHERE rank > 0 AND ${after} ORDER BY rank ${way}, "verdictId" ${way} LIMIT ${request.limit + 1}`,
      conditions.values,
    )
    const ranked = rows.map(({ rank: found, ...row }) => ({ ...toListed(row), rank: found }))
    return { ...toPage(ranked, request), stoppedAt: null }
  }

  /** Who sees few rows has those ranked; who sees all, the texts that hold the words. */
  private async narrow(
    conditions: Conditions,
    words: string,
    filter: VerdictFilter,
    reader: VerdictReader,
  ): Promise<void> {
    if (!reader.rows) {
      addHolders(conditions, await holdersOf(this.database, words, reader, mostRanked), reader)
      return
    }
    const order = { field: 'decided-at', direction: 'desc' } as const
    const request = { limit: mostRanked, direction: 'forward', cursor: null } as const
    const rows = await this.walk.rows({ filter, order, request, limit: mostRanked }, (within) =>
      conditionsOf(within, reader, [], 'apart'),
    )
    conditions.add(
      'l.verdict_id = ANY(?::uuid[])',
      rows.map((row) => row.verdictId),
    )
  }
}

/** The better of the two texts, each only where the reader may read it. */
function rankOf(conditions: Conditions, words: string, reader: VerdictReader): string {
  const rankIn = (searched: SearchedWords, table: string, id: string): string => {
    if (searched === 'none') return '0'
    const sought = conditions.bind(wordsQuery, words)
    if (sought === null) return '0'
    const rank = `coalesce((SELECT CASE WHEN p.search @@ ${sought} THEN ts_rank_cd(p.search, ${sought}, 1) END
      FROM ${table} p WHERE p.${id} = l.${id}), 0)`
    if (searched === 'all') return rank
    const own = conditions.bind(searched.condition, searched.readerId)
    return `CASE WHEN ${own} THEN ${rank} ELSE 0 END`
  }
  const content = rankIn(reader.content, 'payload_content_item', 'content_item_id')
  const verdict = rankIn(reader.trace, 'payload_verdict', 'verdict_id')
  return `greatest(${content}, ${verdict})::float8`
}

function cursorCondition(
  conditions: Conditions,
  { cursor }: PageRequest,
  ascending: boolean,
): string {
  if (!cursor) return 'TRUE'
  const [rank, id] = cursor
  if (rank === undefined || id === undefined || !isUuid(id) || !/^\d(\.\d+)?(e-\d+)?$/.test(rank))
    throw new VerdictError('FILTER_INVALID', 'expected a cursor of a list in this order')
  const sign = ascending ? '>' : '<'
  return (
    conditions.bind(
      `(rank, "verdictId") ${sign} ((?::text[])[1]::float8, (?::text[])[2]::uuid)`,
      cursor,
    ) ?? 'FALSE'
  )
}
