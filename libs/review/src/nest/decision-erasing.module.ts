import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { DecisionErasingStep } from './decision-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [DecisionErasingStep] })
export class DecisionErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(DecisionErasingStep) private readonly step: DecisionErasingStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
  }
}
