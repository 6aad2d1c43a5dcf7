import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { GitstoreModule } from '@assize/gitstore/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { PolicyChecks } from './changes/policy-checks.service.js'
import { PolicyStates } from './changes/policy-states.service.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyImport } from './policy-import.service.js'
import { PolicyLintResolver } from './policy-lint.resolver.js'
import { PolicyTemplateResolver } from './policy-template.resolver.js'
import { PolicyLoaders } from './policy-loaders.js'
import { policyProviders } from './policy-providers.js'
import { PolicyReleases } from './releases/policy-releases.service.js'
import { Rollbacks } from './releases/rollbacks.service.js'
import { ExampleOffers } from './rulings/example-offers.service.js'
import { RulingView } from './rulings/ruling-view.js'
import { Rulings } from './rulings/rulings.service.js'
import { PolicyService } from './policy.service.js'
import { registerSnapshots } from './policy-snapshots.js'

@Module({
  imports: [GitstoreModule, IdentityModule, ContentModule],
  providers: [...policyProviders, PolicyLintResolver, PolicyTemplateResolver],
  exports: [
    Rulings,
    RulingView,
    ExampleOffers,
    Rollbacks,
    PolicyReleases,
    PolicyChecks,
    PolicyStates,
    PolicyService,
    PolicyChanges,
    PolicyImport,
    PolicyLoaders,
  ],
})
export class PolicyModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  onModuleInit(): void {
    registerSnapshots(this.snapshots)
  }
}
