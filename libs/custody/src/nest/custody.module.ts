import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { ContentErasureResolver } from './content-erasure.resolver.js'
import { ErasingModule } from './erasing.module.js'
import { ErasureFieldsResolver } from './erasure-fields.resolver.js'
import { ErasureReach } from './erasure-reach.js'
import { ErasureRequestStore } from './erasure-request-store.js'
import { ErasureResolver } from './erasure.resolver.js'
import { ErasureService } from './erasure.service.js'
import { HoldFieldsResolver } from './hold-fields.resolver.js'
import { HoldResolver } from './hold.resolver.js'
import { HoldService } from './hold.service.js'
import { RetentionResolver } from './retention.resolver.js'

/** The side that is asked: it plans, decides and shows, and has no means to erase. */
@Module({
  imports: [ContentModule, IdentityModule, ErasingModule],
  providers: [
    HoldService,
    ErasureService,
    ErasureReach,
    ErasureRequestStore,
    ErasureResolver,
    ErasureFieldsResolver,
    HoldResolver,
    HoldFieldsResolver,
    RetentionResolver,
    ContentErasureResolver,
  ],
  exports: [ErasingModule, HoldService, ErasureService],
})
export class CustodyModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  onModuleInit(): void {
    this.snapshots.table('erasure-request', {
      table: 'erasure_request',
      without: ['external_id', 'items_done', 'items_total', 'failure'],
    })
    this.snapshots.table('hold', { table: 'record_hold', without: ['reference'] })
    this.snapshots.table('retention-rule', { table: 'retention_rule' })
  }
}
