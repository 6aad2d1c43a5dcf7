import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { AppealAccess } from './appeal-access.js'
import {
  ActionAppealResolver,
  AppealDecisionResolver,
  AppealFieldsResolver,
} from './appeal-fields.resolver.js'
import { AppealList } from './appeal-list.js'
import { AppealLoaders } from './appeal-loaders.js'
import { AppealedActions } from './appealed-actions.js'
import { AppealResolver } from './appeal.resolver.js'
import { AppealService } from './appeal.service.js'
import { PostgresAppealStore } from './postgres-appeal-store.js'
import { AppealErasingModule } from './appeal-erasing.module.js'

@Module({
  imports: [
    AppealErasingModule,
    IdentityModule,
    ContentModule,
    PolicyModule,
    VerdictModule,
    EnforcementModule,
  ],
  providers: [
    PostgresAppealStore,
    AppealService,
    AppealList,
    AppealLoaders,
    AppealAccess,
    AppealedActions,
    AppealResolver,
    AppealFieldsResolver,
    AppealDecisionResolver,
    ActionAppealResolver,
  ],
  exports: [AppealService, AppealAccess, PostgresAppealStore],
})
export class AppealModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.snapshots.register('appeal', {
      sql: `SELECT a.id::text AS id, to_jsonb(a) || jsonb_build_object('decision', to_jsonb(d)) AS state
        FROM record_appeal a LEFT JOIN record_appeal_decision d ON d.appeal_id = a.id
        WHERE a.id = ANY($1::uuid[])`,
      uuids: true,
    })
  }
}
