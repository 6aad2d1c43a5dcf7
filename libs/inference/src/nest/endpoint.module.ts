import { Module } from '@nestjs/common'
import { EndpointStore } from '../endpoint-store.js'
import { EndpointResolver } from './endpoint.resolver.js'
import { EndpointService } from './endpoint.service.js'
import { PrismaEndpointStore } from './prisma-endpoint-store.js'

/** Endpoints as people see and change them; calls no model. */
@Module({
  providers: [
    { provide: EndpointStore, useClass: PrismaEndpointStore },
    EndpointService,
    EndpointResolver,
  ],
  exports: [EndpointStore, EndpointService],
})
export class EndpointModule {}
