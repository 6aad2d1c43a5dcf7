import { JudgingModule } from '@assize/classification/nest'
import { EventsModule } from '@assize/events/nest'
import { IdentityModule } from '@assize/identity/nest'
import { SequencingModule } from '@assize/tlog/nest'
import { CustodyWorkModule } from '@assize/custody/nest'
import { ExportErasingModule, ExportingModule } from '@assize/disclosure/nest'
import type { Config } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import {
  AcrossWorkModule,
  FindingErasingModule,
  ImportingModule,
} from '@assize/reasoning-audit/nest'
import { VerdictErasingModule } from '@assize/verdict/nest'
import { AppealErasingModule } from '@assize/appeal/nest'
import { DatasetErasingModule } from '@assize/dataset/nest'
import { EvaluatingModule, EvaluationErasingModule } from '@assize/evaluation/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { DecisionErasingModule, LeaseSweepingModule } from '@assize/review/nest'
import { RollbackWatchModule, RulingErasingModule } from '@assize/policy/nest'
import { Module, type DynamicModule } from '@nestjs/common'

/** What each room has to erase when content goes. */
const erasing = [
  RulingErasingModule,
  VerdictErasingModule,
  FindingErasingModule,
  DecisionErasingModule,
  AppealErasingModule,
  ExportErasingModule,
  DatasetErasingModule,
  EvaluationErasingModule,
]

/** The rooms whose jobs the worker runs, in the order of the house. */
const rooms = [
  EventsModule,
  IdentityModule,
  SequencingModule,
  CustodyWorkModule,
  JudgingModule,
  ImportingModule,
  AcrossWorkModule,
  RollbackWatchModule,
  EnforcementModule,
  LeaseSweepingModule,
  ExportingModule,
  EvaluatingModule,
  ...erasing,
]

@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.forRoot(config), ...rooms] }
  }
}
