import { Module } from '@nestjs/common'
import { ContentStore } from '../content-store.js'
import { TokenLimit } from '../token-limit.js'
import { ContentLoaders } from './content-loaders.js'
import { ContentItemResolver } from './content-item.resolver.js'
import { HarmonyTokenLimit } from './harmony-token-limit.js'
import { PrismaContentStore } from './prisma-content-store.js'

@Module({
  providers: [
    PrismaContentStore,
    { provide: ContentStore, useExisting: PrismaContentStore },
    { provide: TokenLimit, useClass: HarmonyTokenLimit },
    ContentLoaders,
    ContentItemResolver,
  ],
  exports: [PrismaContentStore, ContentStore, TokenLimit, ContentLoaders],
})
export class ContentModule {}
