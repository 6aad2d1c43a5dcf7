import { Module } from '@nestjs/common'
import { GitstoreModule } from '@assize/gitstore/nest'
import { IdentityModule } from '@assize/identity/nest'
import { PolicyStore } from '../index.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyImport } from './policy-import.service.js'
import { PolicyLoaders } from './policy-loaders.js'
import { PolicyVersionResolver, PublicationResolver } from './policy-version.resolver.js'
import { PolicyResolver } from './policy.resolver.js'
import { PolicyService } from './policy.service.js'
import { PostgresPolicyStore } from './postgres-policy-store.js'
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
    PolicyResolver,
    PolicyVersionResolver,
    PublicationResolver,
  ],
  exports: [PolicyService, PolicyChanges, PolicyImport, PolicyLoaders],
})
export class PolicyModule {}
