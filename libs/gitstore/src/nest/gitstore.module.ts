import { Module } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Database } from '@assize/platform'
import { GitStore } from '../index.js'
import { PostgresGitStore } from './postgres-git-store.js'

@Module({
  providers: [
    {
      provide: PostgresGitStore,
      inject: [Database, IdSource, Clock],
      useFactory: (database: Database, ids: IdSource, clock: Clock) =>
        new PostgresGitStore(database, ids, clock),
    },
    { provide: GitStore, useExisting: PostgresGitStore },
  ],
  exports: [PostgresGitStore, GitStore],
})
export class GitstoreModule {}
