import { ClassificationModule } from '@assize/classification/nest'
import { ContentModule } from '@assize/content/nest'
import { EventsModule } from '@assize/events/nest'
import { IdentityModule } from '@assize/identity/nest'
import { LogServingModule } from '@assize/tlog/nest'
import { GitServingModule } from '@assize/gitstore/nest'
import { CustodyModule } from '@assize/custody/nest'
import { DisclosureModule } from '@assize/disclosure/nest'
import { EndpointModule } from '@assize/inference/nest'
import type { Config } from '@assize/platform'
import { DomainErrorFilter, PlatformModule } from '@assize/platform/nest'
import { PolicyModule } from '@assize/policy/nest'
import { ReasoningAuditModule } from '@assize/reasoning-audit/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { ReviewModule } from '@assize/review/nest'
import { AppealModule } from '@assize/appeal/nest'
import { DatasetModule } from '@assize/dataset/nest'
import { EvaluationModule } from '@assize/evaluation/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius'
import { graphqlOptions } from './graphql/graphql-options.js'

/** The rooms the API serves, in the order of the house. */
export const rooms = [
  EventsModule,
  IdentityModule,
  LogServingModule,
  GitServingModule,
  ContentModule,
  CustodyModule,
  PolicyModule,
  EndpointModule,
  VerdictModule,
  ClassificationModule,
  ReasoningAuditModule,
  EnforcementModule,
  ReviewModule,
  AppealModule,
  DisclosureModule,
  DatasetModule,
  EvaluationModule,
]

@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config),
        GraphQLModule.forRoot<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          ...graphqlOptions(config),
        }),
        ...rooms,
      ],
      providers: [{ provide: APP_FILTER, useClass: DomainErrorFilter }],
    }
  }
}
