import { Module } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Database } from '@assize/platform'
import { GitStore } from '../index.js'
import { HostedRepositories } from './hosted-repositories.js'
import { ObjectSignatures } from './object-signatures.js'
import { PostgresGitStore } from './postgres-git-store.js'
import { ServerKeys } from './server-keys.js'
import { SigningKeys } from './signing-keys.service.js'

@Module({
  providers: [
    {
      provide: PostgresGitStore,
      inject: [Database, IdSource, Clock, HostedRepositories, ServerKeys],
      useFactory: (
        database: Database,
        ids: IdSource,
        clock: Clock,
        hosted: HostedRepositories,
        signer: ServerKeys,
      ) => new PostgresGitStore(database, ids, clock, { hosted, signer }),
    },
    { provide: GitStore, useExisting: PostgresGitStore },
    HostedRepositories,
    ServerKeys,
    SigningKeys,
    ObjectSignatures,
  ],
  exports: [
    PostgresGitStore,
    GitStore,
    HostedRepositories,
    ServerKeys,
    SigningKeys,
    ObjectSignatures,
  ],
})
export class GitstoreModule {}
