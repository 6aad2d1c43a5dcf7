import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { ContentModule } from '@assize/content/nest'
import { PolicyModule } from '@assize/policy/nest'
import { TlogModule } from '@assize/tlog/nest'
import { VerdictStore } from '../verdict-store.js'
import { ContentVerdictsResolver } from './content-verdicts.resolver.js'
import { FacetSample } from './facet-sample.js'
import { LaterDoubts } from './later-doubts.js'
import { ListingWalk } from './listing-walk.js'
import { NeighboursResolver } from './neighbours.resolver.js'
import { RankedWords } from './ranked-words.js'
import { RecordedVerdictsResolver } from './recorded-verdicts.resolver.js'
import { RepeatsResolver } from './repeats.resolver.js'
import { SavedViewResolver } from './saved-view.resolver.js'
import { SavedViews } from './saved-views.js'
import { TotalStore } from './total-store.js'
import { PrismaVerdictStore } from './prisma-verdict-store.js'
import { PolicyFiguresResolver, VerdictCountsResolver } from './verdict-counts.resolver.js'
import { VerdictFacets } from './verdict-facets.js'
import { VerdictIndexer } from './verdict-indexer.js'
import { VerdictFigures } from './verdict-figures.js'
import { VerdictList } from './verdict-list.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictRecorder } from './verdict-recorder.js'
import { VerdictRecordResolver } from './verdict-record.resolver.js'
import { VerdictResolver } from './verdict.resolver.js'
import { VerdictScope } from './verdict-scope.js'
import { VerdictTotalResolver } from './verdict-total.resolver.js'
import { VerdictTotals } from './verdict-totals.js'
import { AttemptWordsResolver, VerdictWordsResolver } from './verdict-words.resolver.js'
import { WordMatches } from './word-matches.js'
import { WordMatchesResolver } from './word-matches.resolver.js'
import { WordSearch } from './word-search.js'
import { VerdictErasingModule } from './verdict-erasing.module.js'

@Module({
  imports: [VerdictErasingModule, IdentityModule, TlogModule, ContentModule, PolicyModule],
  providers: [
    { provide: VerdictStore, useClass: PrismaVerdictStore },
    LaterDoubts,
    ListingWalk,
    RankedWords,
    WordSearch,
    WordMatches,
    SavedViews,
    TotalStore,
    VerdictTotals,
    VerdictIndexer,
    VerdictList,
    VerdictLoaders,
    VerdictRecorder,
    VerdictScope,
    FacetSample,
    VerdictFacets,
    VerdictFigures,
    VerdictCountsResolver,
    PolicyFiguresResolver,
    RecordedVerdictsResolver,
    VerdictResolver,
    WordMatchesResolver,
    NeighboursResolver,
    RepeatsResolver,
    SavedViewResolver,
    VerdictTotalResolver,
    VerdictRecordResolver,
    VerdictWordsResolver,
    AttemptWordsResolver,
    ContentVerdictsResolver,
  ],
  exports: [
    LaterDoubts,
    VerdictStore,
    VerdictIndexer,
    VerdictList,
    VerdictLoaders,
    VerdictRecorder,
    VerdictScope,
  ],
})
export class VerdictModule {}
