import { Module } from '@nestjs/common'
import { ClassificationModule } from '@assize/classification/nest'
import { TlogModule } from '@assize/tlog/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { ActionStore } from '../action-store.js'
import { ActionLogResolver } from './action-log.resolver.js'
import { ActionLoaders } from './action-loaders.js'
import { ActionRecorder } from './action-recorder.js'
import { LaterActionStep } from './later-action-step.js'
import { PrismaActionStore } from './prisma-action-store.js'
import { TimeoutActionStep } from './timeout-action-step.js'
import { VerdictActionStep } from './verdict-action-step.js'
import { VerdictActionsResolver } from './verdict-actions.resolver.js'

@Module({
  imports: [ClassificationModule, TlogModule, VerdictModule],
  providers: [
    { provide: ActionStore, useClass: PrismaActionStore },
    ActionLoaders,
    ActionRecorder,
    VerdictActionStep,
    LaterActionStep,
    TimeoutActionStep,
    VerdictActionsResolver,
    ActionLogResolver,
  ],
  exports: [ActionStore, ActionLoaders, ActionRecorder],
})
export class EnforcementModule {}
