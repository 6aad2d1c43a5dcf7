import { Inject, Injectable } from '@nestjs/common'
import { toPage, type PageRequest } from '@assize/platform'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { cursorKeys } from './listing-order.js'
import { ListingWalk } from './listing-walk.js'
import { conditionsOf } from './verdict-conditions.js'
import type { VerdictPage } from './verdict-page.js'
import { wholeRecord, type VerdictReader } from './verdict-reader.js'
import { soughtWords } from './words-condition.js'
import { WordSearch } from './word-search.js'

/** Lists of verdicts by keyset, both ways, over the listing alone unless words are sought. */
@Injectable()
export class VerdictList {
  constructor(
    @Inject(ListingWalk) private readonly walk: ListingWalk,
    @Inject(WordSearch) private readonly words: WordSearch,
  ) {}

  async page(
    filter: VerdictFilter,
    order: VerdictOrder,
    request: PageRequest,
    reader: VerdictReader = wholeRecord,
  ): Promise<VerdictPage> {
    if (soughtWords(filter.text) !== null) return this.words.page(filter, order, request, reader)
    const limit = request.limit + 1
    const rows = await this.walk.rows({ filter, order, request, limit }, (within) =>
      conditionsOf(within, reader),
    )
    return { ...toPage(rows, request), stoppedAt: null }
  }

  /** Where a page goes on, for a row of it. */
  static keysOf(
    listed: ListedVerdict & { readonly rank?: number },
    order: VerdictOrder,
  ): readonly string[] {
    return order.field === 'relevance' && listed.rank !== undefined
      ? [String(listed.rank), listed.verdictId]
      : cursorKeys(listed, order)
  }
}
