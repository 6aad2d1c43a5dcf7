import { Module } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Database } from '@assize/platform'
import { GitStore } from '../index.js'
import { HostedRepositories } from './hosted-repositories.js'
import { PostgresGitStore } from './postgres-git-store.js'

@Module({
  providers: [
    {
      provide: PostgresGitStore,
      inject: [Database, IdSource, Clock, HostedRepositories],
      useFactory: (database: Database, ids: IdSource, clock: Clock, hosted: HostedRepositories) =>
        new PostgresGitStore(database, ids, clock, { hosted }),
    },
    { provide: GitStore, useExisting: PostgresGitStore },
    HostedRepositories,
  ],
  exports: [PostgresGitStore, GitStore, HostedRepositories],
})
export class GitstoreModule {}
