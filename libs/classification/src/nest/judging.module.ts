import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { InferenceModule } from '@assize/inference/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { ClassificationModule } from './classification.module.js'
import { ClassifyProcessor } from './classify.processor.js'
import { JudgeService } from './judge.service.js'
import { LaterRepeatStep } from './later-repeat-step.js'
import { PendingSweeper } from './pending-sweeper.js'
import { Reconciler } from './reconciler.js'
import { RecordingBatcher } from './recording-batcher.js'
import { RepeatStep } from './repeat-step.js'
import { SearchIndexer } from './search-indexer.js'
import { SubmissionSweeper } from './submission-sweeper.js'

/** The side that judges: it takes jobs, calls models and records verdicts. */
@Module({
  imports: [ClassificationModule, ContentModule, InferenceModule, PolicyModule, VerdictModule],
  providers: [
    ClassifyProcessor,
    JudgeService,
    PendingSweeper,
    Reconciler,
    LaterRepeatStep,
    RepeatStep,
    RecordingBatcher,
    SearchIndexer,
    SubmissionSweeper,
  ],
})
export class JudgingModule {}
