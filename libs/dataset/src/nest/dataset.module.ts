import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ContentModule, OwnContent } from '@assize/content/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { DatasetExports } from './dataset-exports.service.js'
import { DatasetLoaders } from './dataset-loaders.js'
import { DatasetRenderer } from './dataset-renderer.js'
import { DatasetItemResolver, DatasetResolver } from './dataset.resolver.js'
import { DatasetService } from './dataset.service.js'
import { ExportController } from './export.controller.js'
import { PostgresDatasetStore } from './postgres-dataset-store.js'
import { DatasetErasingModule } from './dataset-erasing.module.js'

@Module({
  imports: [DatasetErasingModule, IdentityModule, ContentModule, PolicyModule, VerdictModule],
  controllers: [ExportController],
  providers: [
    PostgresDatasetStore,
    DatasetService,
    DatasetRenderer,
    DatasetExports,
    DatasetLoaders,
    DatasetResolver,
    DatasetItemResolver,
  ],
  exports: [DatasetService, DatasetExports],
})
export class DatasetModule implements OnModuleInit {
  constructor(
    @Inject(OwnContent) private readonly own: OwnContent,
    @Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots,
  ) {}

  /** A steward sees the content of the data sets they built; the audit trail knows their state. */
  onModuleInit(): void {
    this.snapshots.table('dataset', { table: 'record_dataset' })
    this.snapshots.table('dataset-export', { table: 'record_dataset_export' })
    this.own.add(
      'data-steward',
      `SELECT i.content_item_id FROM record_dataset_item i JOIN record_dataset d ON d.id = i.dataset_id
       WHERE d.built_by = $1::uuid`,
    )
  }
}
