import { Module } from '@nestjs/common'
import { VerdictModule } from '@assize/verdict/nest'
import { ActionStore } from '../action-store.js'
import { ActionLoaders } from './action-loaders.js'
import { ActionRecorder } from './action-recorder.js'
import { PrismaActionStore } from './prisma-action-store.js'
import { VerdictActionStep } from './verdict-action-step.js'
import { VerdictActionsResolver } from './verdict-actions.resolver.js'

@Module({
  imports: [VerdictModule],
  providers: [
    { provide: ActionStore, useClass: PrismaActionStore },
    ActionLoaders,
    ActionRecorder,
    VerdictActionStep,
    VerdictActionsResolver,
  ],
  exports: [ActionStore, ActionLoaders, ActionRecorder],
})
export class EnforcementModule {}
