import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'
import { DatasetErasingStep } from './dataset-erasure-step.js'

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [DatasetErasingStep] })
export class DatasetErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(DatasetErasingStep) private readonly step: DatasetErasingStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
  }
}
