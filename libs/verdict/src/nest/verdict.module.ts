import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { VerdictStore } from '../verdict-store.js'
import { ContentVerdictsResolver } from './content-verdicts.resolver.js'
import { PrismaVerdictStore } from './prisma-verdict-store.js'
import { VerdictList } from './verdict-list.js'
import { VerdictLoaders } from './verdict-loaders.js'
import { VerdictRecorder } from './verdict-recorder.js'
import { VerdictResolver } from './verdict.resolver.js'
import { AttemptWordsResolver, VerdictWordsResolver } from './verdict-words.resolver.js'

@Module({
  imports: [ContentModule],
  providers: [
    { provide: VerdictStore, useClass: PrismaVerdictStore },
    VerdictList,
    VerdictLoaders,
    VerdictRecorder,
    VerdictResolver,
    VerdictWordsResolver,
    AttemptWordsResolver,
    ContentVerdictsResolver,
  ],
  exports: [VerdictStore, VerdictList, VerdictLoaders, VerdictRecorder],
})
export class VerdictModule {}
