import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { GitCallers } from './git-callers.js'
import { GitController } from './git.controller.js'
import { GitFetches } from './git-fetches.service.js'
import { GitPushes } from './git-pushes.service.js'
import { GitTrail } from './git-trail.js'
import { GitstoreModule } from './gitstore.module.js'
import { PushedObjects } from './pushed-objects.js'

/** The API's side: repositories for git's own clients. Rooms name theirs to `HostedRepositories`. */
@Module({
  imports: [GitstoreModule, IdentityModule],
  controllers: [GitController],
  providers: [GitCallers, GitTrail, GitFetches, GitPushes, PushedObjects],
  exports: [GitFetches, GitPushes],
})
export class GitServingModule {}
