import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { FindingErasingStep } from './finding-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [FindingErasingStep] })
export class FindingErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(FindingErasingStep) private readonly step: FindingErasingStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
  }
}
