import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { IdentityModule } from '@assize/identity/nest'
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

@Module({
  imports: [IdentityModule, ContentModule, PolicyModule, VerdictModule, EnforcementModule],
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
  exports: [AppealService],
})
export class AppealModule {}
