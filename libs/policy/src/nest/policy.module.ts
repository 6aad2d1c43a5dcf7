import { Module } from '@nestjs/common'
import { GitstoreModule } from '@assize/gitstore/nest'
import { PolicyStore } from '../index.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyImport } from './policy-import.service.js'
import { PolicyService } from './policy.service.js'
import { PostgresPolicyStore } from './postgres-policy-store.js'

@Module({
  imports: [GitstoreModule],
  providers: [
    { provide: PolicyStore, useClass: PostgresPolicyStore },
    PolicyService,
    PolicyChanges,
    PolicyImport,
  ],
  exports: [PolicyService, PolicyChanges, PolicyImport],
})
export class PolicyModule {}
