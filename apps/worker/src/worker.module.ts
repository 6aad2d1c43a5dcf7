import { JudgingModule } from '@assize/classification/nest'
import { EventsModule } from '@assize/events/nest'
import { IdentityModule } from '@assize/identity/nest'
import { SequencingModule } from '@assize/tlog/nest'
import { CustodyModule } from '@assize/custody/nest'
import { ExportingModule } from '@assize/disclosure/nest'
import type { Config } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { ImportingModule } from '@assize/reasoning-audit/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { LeaseSweepingModule } from '@assize/review/nest'
import { Module, type DynamicModule } from '@nestjs/common'

/** The rooms whose jobs the worker runs, in the order of the house. */
const rooms = [
  EventsModule,
  IdentityModule,
  SequencingModule,
  CustodyModule,
  JudgingModule,
  ImportingModule,
  EnforcementModule,
  LeaseSweepingModule,
  ExportingModule,
]

@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.forRoot(config), ...rooms] }
  }
}
