import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { AppealErasingStep } from './appeal-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [AppealErasingStep] })
export class AppealErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(AppealErasingStep) private readonly step: AppealErasingStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
  }
}
