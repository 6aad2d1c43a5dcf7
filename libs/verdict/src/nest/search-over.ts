import type { Database } from '@assize/platform'
import { FacetSample } from './facet-sample.js'
import { ListingWalk } from './listing-walk.js'
import { RankedWords } from './ranked-words.js'
import { VerdictFacets } from './verdict-facets.js'
import { VerdictList } from './verdict-list.js'
import { WordSearch } from './word-search.js'

export function wordSearchOver(database: Database): WordSearch {
  const walk = new ListingWalk(database)
  return new WordSearch(database, walk, new RankedWords(database, walk))
}

/** Lists and facets over a database, without the rest of the product: for benches and tests. */
export function searchOver(database: Database) {
  const walk = new ListingWalk(database)
  const words = wordSearchOver(database)
  return {
    list: new VerdictList(walk, words),
    facets: new VerdictFacets(new FacetSample(database, walk, words)),
  }
}
