import { Module } from '@nestjs/common'
import { EvaluationModule } from './evaluation.module.js'
import { TestRunSweeper } from './test-run-sweeper.js'
import { TestRunWorker } from './test-run-worker.js'
import { TestRunProcessor } from './test-run.processor.js'

/** The side that judges test cases. */
@Module({
  imports: [EvaluationModule],
  providers: [TestRunProcessor, TestRunWorker, TestRunSweeper],
})
export class EvaluatingModule {}
