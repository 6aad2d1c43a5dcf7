import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { GitstoreModule } from '@assize/gitstore/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { PolicyStore } from '../index.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyImport } from './policy-import.service.js'
import { PolicyLoaders } from './policy-loaders.js'
import { PolicyVersionResolver, PublicationResolver } from './policy-version.resolver.js'
import { PolicyResolver } from './policy.resolver.js'
import { PolicyService } from './policy.service.js'
import { PostgresPolicyStore } from './postgres-policy-store.js'
import { PolicyPushRules } from './push-rules.js'
import { TokenCounter } from './token-counter.js'

@Module({
  imports: [GitstoreModule, IdentityModule],
  providers: [
    { provide: PolicyStore, useClass: PostgresPolicyStore },
    PolicyService,
    PolicyChanges,
    PolicyImport,
    PolicyLoaders,
    TokenCounter,
    PolicyPushRules,
    PolicyResolver,
    PolicyVersionResolver,
    PublicationResolver,
  ],
  exports: [PolicyService, PolicyChanges, PolicyImport, PolicyLoaders],
})
export class PolicyModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.snapshots.register('policy', {
      sql: `SELECT head.policy AS id, jsonb_build_object('head', head.commit, 'in_force', (
          SELECT to_jsonb(p) - 'note' FROM record_publication p
          WHERE p.policy = head.policy ORDER BY p.published_at DESC, p.id DESC LIMIT 1)) AS state
        FROM (SELECT DISTINCT ON (policy) policy, commit FROM record_policy_version
              WHERE policy = ANY($1::text[]) ORDER BY policy, sequence DESC) head`,
      uuids: false,
    })
  }
}
