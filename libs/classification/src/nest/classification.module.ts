import { BullModule } from '@nestjs/bullmq'
import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { QueueModule } from '@assize/platform/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { classifyQueue } from '../jobs.js'
import { AcceptanceService } from './acceptance.service.js'
import { ClassificationResolver } from './classification.resolver.js'
import { ClassificationService } from './classification.service.js'
import { ClassifyQueue } from './classify-queue.js'
import { PassedDeadlines } from './passed-deadlines.js'
import { PromptPreviewResolver } from './prompt-preview.resolver.js'
import { VerdictWaiter } from './verdict-waiter.js'

/** The side that accepts: it queues work and waits for verdicts, and calls no model. */
@Module({
  imports: [
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: classifyQueue }),
    ContentModule,
    PolicyModule,
    VerdictModule,
  ],
  providers: [
    ClassifyQueue,
    AcceptanceService,
    ClassificationService,
    VerdictWaiter,
    PassedDeadlines,
    ClassificationResolver,
    PromptPreviewResolver,
  ],
  exports: [ClassifyQueue, ClassificationService, PassedDeadlines],
})
export class ClassificationModule {}
