import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { ExportErasureStep } from './export-erasure-step.js'
import { RequestErasureStep } from './request-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [ExportErasureStep, RequestErasureStep] })
export class ExportErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(ExportErasureStep) private readonly step: ExportErasureStep,
    @Inject(RequestErasureStep) private readonly requests: RequestErasureStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
    this.steps.add(this.requests)
  }
}
