import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { ContentModule } from '@assize/content/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictStore } from '../verdict-store.js'
import { ContentVerdictsResolver } from './content-verdicts.resolver.js'
import { FacetSample } from './facet-sample.js'
import { ListingWalk } from './listing-walk.js'
import { RankedWords } from './ranked-words.js'
import { RecordedVerdictsResolver } from './recorded-verdicts.resolver.js'
import { PrismaVerdictStore } from './prisma-verdict-store.js'
import { PolicyFiguresResolver, VerdictCountsResolver } from './verdict-counts.resolver.js'
import { VerdictFacets } from './verdict-facets.js'
import { VerdictFigures } from './verdict-figures.js'
import { VerdictList } from './verdict-list.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictRecorder } from './verdict-recorder.js'
import { VerdictResolver } from './verdict.resolver.js'
import { VerdictScope } from './verdict-scope.js'
import { AttemptWordsResolver, VerdictWordsResolver } from './verdict-words.resolver.js'
import { WordSearch } from './word-search.js'
import { VerdictErasingModule } from './verdict-erasing.module.js'

@Module({
  imports: [VerdictErasingModule, IdentityModule, ContentModule, PolicyModule],
  providers: [
    { provide: VerdictStore, useClass: PrismaVerdictStore },
    ListingWalk,
    RankedWords,
    WordSearch,
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
    VerdictWordsResolver,
    AttemptWordsResolver,
    ContentVerdictsResolver,
  ],
  exports: [VerdictStore, VerdictList, VerdictLoaders, VerdictRecorder, VerdictScope],
})
export class VerdictModule {}
