import { BullModule } from '@nestjs/bullmq'
import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { ContentModule } from '@assize/content/nest'
import { PolicyModule } from '@assize/policy/nest'
import { QueueModule } from '@assize/platform/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { importQueue } from '../jobs.js'
import { FindingResolver, VerdictFindingsResolver } from './finding.resolver.js'
import { ImportPlaces } from './import-places.js'
import { ImportQueue } from './import-queue.js'
import { ImportUploadController } from './import-upload.controller.js'
import { ImportUploads } from './import-uploads.js'
import { ImportResolver } from './import.resolver.js'
import { ImportService } from './import.service.js'
import { PostgresImportStore } from './postgres-import-store.js'
import { PrismaFindingStore } from './prisma-finding-store.js'
import { RecordingAuditor } from './recording-auditor.js'
import { VersionNeighbours } from './version-neighbours.js'
import { FindingErasingModule } from './finding-erasing.module.js'

/** Audits verdicts as they are recorded, and takes imports in. */
@Module({
  imports: [
    FindingErasingModule,
    IdentityModule,
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: importQueue }),
    ContentModule,
    PolicyModule,
    VerdictModule,
  ],
  controllers: [ImportUploadController],
  providers: [
    RecordingAuditor,
    VersionNeighbours,
    PrismaFindingStore,
    VerdictFindingsResolver,
    FindingResolver,
    PostgresImportStore,
    ImportPlaces,
    ImportUploads,
    ImportQueue,
    ImportService,
    ImportResolver,
  ],
  exports: [PostgresImportStore, ImportQueue, ImportUploads, PrismaFindingStore],
})
export class ReasoningAuditModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.snapshots.table('import', { table: 'import_run' })
  }
}
