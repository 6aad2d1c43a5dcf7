import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { SavedViewErasureStep } from './saved-view-erasure-step.js'
import { VerdictErasingStep } from './verdict-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [VerdictErasingStep, SavedViewErasureStep] })
export class VerdictErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(VerdictErasingStep) private readonly step: VerdictErasingStep,
    @Inject(SavedViewErasureStep) private readonly views: SavedViewErasureStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
    this.steps.add(this.views)
  }
}
