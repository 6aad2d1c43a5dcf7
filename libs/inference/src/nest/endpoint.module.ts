import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { EndpointStore } from '../endpoint-store.js'
import { EndpointResolver } from './endpoint.resolver.js'
import { EndpointService } from './endpoint.service.js'
import { PrismaEndpointStore } from './prisma-endpoint-store.js'

/** Endpoints as people see and change them; calls no model. */
@Module({
  imports: [IdentityModule],
  providers: [
    { provide: EndpointStore, useClass: PrismaEndpointStore },
    EndpointService,
    EndpointResolver,
  ],
  exports: [EndpointStore, EndpointService],
})
export class EndpointModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.snapshots.table('endpoint', { table: 'endpoint', without: ['updated_at'] })
  }
}
