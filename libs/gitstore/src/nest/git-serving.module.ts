import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { AllowedSigners } from './allowed-signers.js'
import { GitCallers } from './git-callers.js'
import { GitController } from './git.controller.js'
import { GitFetches } from './git-fetches.service.js'
import { GitPushes } from './git-pushes.service.js'
import { GitTrail } from './git-trail.js'
import { GitstoreModule } from './gitstore.module.js'
import { SigningKeyResolver } from './signing-key.resolver.js'
import { PushedObjects } from './pushed-objects.js'

/** The API's side: repositories for git's own clients. Rooms name theirs to `HostedRepositories`. */
@Module({
  imports: [GitstoreModule, IdentityModule],
  controllers: [GitController],
  providers: [
    SigningKeyResolver,
    AllowedSigners,
    GitCallers,
    GitTrail,
    GitFetches,
    GitPushes,
    PushedObjects,
  ],
  exports: [GitFetches, GitPushes],
})
export class GitServingModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.snapshots.table('signing-key', { table: 'signing_key' })
  }
}
