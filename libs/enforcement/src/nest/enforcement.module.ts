import { Module } from '@nestjs/common'
import { ClassificationModule } from '@assize/classification/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { ActionStore } from '../action-store.js'
import { ActionLoaders } from './action-loaders.js'
import { ActionRecorder } from './action-recorder.js'
import { PrismaActionStore } from './prisma-action-store.js'
import { TimeoutActionStep } from './timeout-action-step.js'
import { VerdictActionStep } from './verdict-action-step.js'
import { VerdictActionsResolver } from './verdict-actions.resolver.js'

@Module({
  imports: [ClassificationModule, VerdictModule],
  providers: [
    { provide: ActionStore, useClass: PrismaActionStore },
    ActionLoaders,
    ActionRecorder,
    VerdictActionStep,
    TimeoutActionStep,
    VerdictActionsResolver,
  ],
  exports: [ActionStore, ActionLoaders, ActionRecorder],
})
export class EnforcementModule {}
