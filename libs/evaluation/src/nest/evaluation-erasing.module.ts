import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { TestResultErasureStep } from './test-result-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [TestResultErasureStep] })
export class EvaluationErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(TestResultErasureStep) private readonly step: TestResultErasureStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
  }
}
