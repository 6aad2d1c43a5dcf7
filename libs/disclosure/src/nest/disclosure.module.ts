import { BullModule } from '@nestjs/bullmq'
import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { QueueModule } from '@assize/platform/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { exportQueue } from '../jobs.js'
import { DossierModule } from './dossier/dossier.module.js'
import { evidenceProviders } from './evidence/evidence-providers.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers } from './export-maker.js'
import { ExportQueue } from './export-queue.js'
import { ExportFileController } from './export.controller.js'
import { ExportResolver } from './export.resolver.js'
import { ExportService } from './export.service.js'
import { PostgresExportStore } from './postgres-export-store.js'
import { VerdictExportMaker } from './verdict-export-maker.js'

/** Takes requests for files, shows how far they are, and hands them out. */
@Module({
  imports: [
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: exportQueue }),
    IdentityModule,
    VerdictModule,
    DossierModule,
  ],
  controllers: [ExportFileController],
  providers: [
    PostgresExportStore,
    ExportFiles,
    ExportMakers,
    ExportQueue,
    ExportService,
    ExportResolver,
    VerdictExportMaker,
    ...evidenceProviders,
  ],
  exports: [PostgresExportStore, ExportFiles, ExportMakers, ExportQueue, ExportService],
})
export class DisclosureModule {}
