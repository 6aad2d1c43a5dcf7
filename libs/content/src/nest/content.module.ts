import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { ContentStore } from '../content-store.js'
import { TokenLimit } from '../token-limit.js'
import { ContentAccess } from './content-access.js'
import { ContentLoaders } from './content-loaders.js'
import { ContentItemResolver } from './content-item.resolver.js'
import { HarmonyTokenLimit } from './harmony-token-limit.js'
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
    ContentLoaders,
    ContentItemResolver,
  ],
  exports: [
    PrismaContentStore,
    ContentStore,
    TokenLimit,
    ContentLoaders,
    OwnContent,
    ContentAccess,
  ],
})
export class ContentModule {}
