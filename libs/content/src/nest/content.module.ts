import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { ContentStore } from '../content-store.js'
import { TokenLimit } from '../token-limit.js'
import { ContentAccess } from './content-access.js'
import { ContentIndexer } from './content-indexer.js'
import { ContentLoaders } from './content-loaders.js'
import { ContentItemResolver } from './content-item.resolver.js'
import { HarmonyTokenLimit } from './harmony-token-limit.js'
import { LikeContentFinder } from './like-content.js'
import { OwnContent } from './own-content.js'
import { PrismaContentStore } from './prisma-content-store.js'

@Module({
  imports: [IdentityModule],
  providers: [
    PrismaContentStore,
    { provide: ContentStore, useExisting: PrismaContentStore },
    { provide: TokenLimit, useFactory: () => HarmonyTokenLimit.open() },
    OwnContent,
    ContentAccess,
    ContentIndexer,
    LikeContentFinder,
    ContentLoaders,
    ContentItemResolver,
  ],
  exports: [
    PrismaContentStore,
    ContentStore,
    TokenLimit,
    ContentIndexer,
    LikeContentFinder,
    ContentLoaders,
    OwnContent,
    ContentAccess,
  ],
})
export class ContentModule {}
