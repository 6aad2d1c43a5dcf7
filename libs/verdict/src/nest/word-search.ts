import { Inject, Injectable } from '@nestjs/common'
import { Database, toPage, type PageRequest } from '@assize/platform'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { cursorKeys } from './listing-order.js'
import { ListingWalk } from './listing-walk.js'
import { conditionsOf } from './verdict-conditions.js'
import type { VerdictPage } from './verdict-page.js'
import type { VerdictReader } from './verdict-reader.js'
import { addHolders, holdersOf, type Holders } from './words-holders.js'
import { RankedWords } from './ranked-words.js'
import { soughtWords, wordsCondition } from './words-condition.js'

/** How far each way of looking goes before the next one is tried. */
export const wordLimits = {
  /** Rows in which common words fill a page. */
  firstLook: 300,
  /** Texts that hold words rare enough to be gathered whole. */
  gathered: 2_000,
  /** Rows walked for one page of words that are neither; the page then ends short and says where it goes on. */
  walked: 5_000,
} as const

/**
 * Pages of verdicts that hold some words. Exact however common the words are, and bounded: a page that had to stop
 * before it was full says where, and the next one goes on from there.
 */
@Injectable()
export class WordSearch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ListingWalk) private readonly walk: ListingWalk,
    @Inject(RankedWords) private readonly ranked: RankedWords,
  ) {}

  async page(
    filter: VerdictFilter,
    order: VerdictOrder,
    request: PageRequest,
    reader: VerdictReader,
  ): Promise<VerdictPage> {
    if (order.field === 'relevance') return this.ranked.page(filter, order, request, reader)
    const asked = { filter, order, request, reader }
    const near = await this.look(asked, wordLimits.firstLook)
    if (near) return near
    const holders = await this.gather(filter, reader)
    if (holders.complete) return this.among(asked, holders)
    return (await this.look(asked, wordLimits.walked, true)) as VerdictPage
  }

  /** Everything that holds the words, where that is not much. */
  gather({ text }: VerdictFilter, reader: VerdictReader): Promise<Holders> {
    return holdersOf(this.database, soughtWords(text) ?? '', reader, wordLimits.gathered)
  }

  /** Of listed rows, those that hold the words. */
  async holding(
    rows: readonly ListedVerdict[],
    { text }: VerdictFilter,
    reader: VerdictReader,
  ): Promise<readonly ListedVerdict[]> {
    const conditions = new Conditions([
      rows.map((row) => row.verdictId),
      rows.map((row) => row.contentItemId),
    ])
    wordsCondition(conditions, text, reader)
    const held = await this.database.query<{ id: string }>(
      `SELECT l.verdict_id AS id FROM unnest($1::uuid[], $2::uuid[]) AS l (verdict_id, content_item_id)
       WHERE ${conditions.where}`,
      conditions.values,
    )
    const ids = new Set(held.map(({ id }) => id))
    return rows.filter((row) => ids.has(row.verdictId))
  }

  /** Null where `limit` rows do not fill the page, unless it may be `short`. */
  private async look(
    { filter, order, request, reader }: Asked,
    limit: number,
    short = false,
  ): Promise<VerdictPage | null> {
    const rows = await this.walk.rows({ filter, order, request, limit }, (within) =>
      conditionsOf(within, reader, [], 'apart'),
    )
    const held = await this.holding(rows, filter, reader)
    const isWhole = rows.length < limit || held.length > request.limit
    if (isWhole) return { ...toPage(held.slice(0, request.limit + 1), request), stoppedAt: null }
    const last = rows.at(-1)
    return short && last ? stopped(held, request, cursorKeys(last, order)) : null
  }

  private async among(
    { filter, order, request, reader }: Asked,
    holders: Holders,
  ): Promise<VerdictPage> {
    const limit = request.limit + 1
    const few = true
    const rows = await this.walk.rows({ filter, order, request, limit, few }, (within) => {
      const conditions = conditionsOf(within, reader, [], 'apart')
      addHolders(conditions, holders, reader)
      return conditions
    })
    return { ...toPage(rows, request), stoppedAt: null }
  }
}

interface Asked {
  readonly filter: VerdictFilter
  readonly order: VerdictOrder
  readonly request: PageRequest
  readonly reader: VerdictReader
}

function stopped(
  held: readonly ListedVerdict[],
  request: PageRequest,
  stoppedAt: readonly string[],
): VerdictPage {
  const page = toPage(held, request)
  return request.direction === 'forward'
    ? { ...page, hasNextPage: true, stoppedAt }
    : { ...page, hasPreviousPage: true, stoppedAt }
}
