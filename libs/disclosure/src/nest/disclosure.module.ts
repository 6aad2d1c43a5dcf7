import { BullModule } from '@nestjs/bullmq'
import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { QueueModule } from '@assize/platform/nest'
import { LogKeys, TlogModule } from '@assize/tlog/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { exportQueue } from '../jobs.js'
import { DossierModule } from './dossier/dossier.module.js'
import { evidenceProviders } from './evidence/evidence-providers.js'
import { ExportErasingModule } from './export-erasing.module.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers } from './export-maker.js'
import { ExportQueue } from './export-queue.js'
import { ExportFileController } from './export.controller.js'
import { ExportResolver } from './export.resolver.js'
import { ExportService } from './export.service.js'
import { PopulationMaker } from './population-maker.js'
import { PostgresExportStore } from './postgres-export-store.js'
import { PostgresSampleStore } from './postgres-sample-store.js'
import { SampleMaker } from './sample-maker.js'
import { SampleResolver, WorkpaperRowResolver } from './sample.resolver.js'
import { SampleService } from './sample.service.js'
import { VerdictExportMaker } from './verdict-export-maker.js'
import { WorkpaperController } from './workpaper.controller.js'

/** Takes requests for files, shows how far they are, and hands them out. */
@Module({
  imports: [
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: exportQueue }),
    IdentityModule,
    TlogModule,
    VerdictModule,
    DossierModule,
    ExportErasingModule,
  ],
  controllers: [ExportFileController, WorkpaperController],
  providers: [
    PostgresExportStore,
    ExportFiles,
    ExportMakers,
    ExportQueue,
    ExportService,
    ExportResolver,
    VerdictExportMaker,
    PopulationMaker,
    SampleMaker,
    LogKeys,
    PostgresSampleStore,
    SampleService,
    SampleResolver,
    WorkpaperRowResolver,
    ...evidenceProviders,
  ],
  exports: [PostgresExportStore, ExportFiles, ExportMakers, ExportQueue, ExportService],
})
export class DisclosureModule {}
