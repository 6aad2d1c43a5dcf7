import { BullModule } from '@nestjs/bullmq'
import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { ChatClient, Timer, TokenCounter } from '@assize/inference'
import {
  EndpointModule,
  EnvironmentApiKeys,
  GptTokenCounter,
  OpenAiChatClient,
  SystemTimer,
} from '@assize/inference/nest'
import { QueueModule } from '@assize/platform/nest'
import { PolicyModule } from '@assize/policy/nest'
import { testRunQueue } from '../index.js'
import { CaseTrialResolver } from './case-trial.resolver.js'
import { CaseTrials } from './case-trial.service.js'
import { EvaluationErasingModule } from './evaluation-erasing.module.js'
import { TestCalls } from './test-calls.js'
import { TestChecks } from './test-checks.js'
import { TestRunPages } from './test-run-pages.js'
import { TestRunQueue } from './test-run-queue.js'
import { TestRunStore } from './test-run-store.js'
import { TestRunResolver } from './test-run.resolver.js'
import { TestRuns } from './test-runs.service.js'
import { TestCaseWordsResolver, TestWordsResolver } from './test-words.resolver.js'

/** Takes requests for runs, shows how far they are, and tries single cases. */
@Module({
  imports: [
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: testRunQueue }),
    ContentModule,
    EndpointModule,
    IdentityModule,
    PolicyModule,
    EvaluationErasingModule,
  ],
  providers: [
    { provide: TokenCounter, useClass: GptTokenCounter },
    { provide: Timer, useClass: SystemTimer },
    {
      provide: ChatClient,
      inject: [TokenCounter],
      useFactory: (tokens: TokenCounter) =>
        new OpenAiChatClient({ keys: new EnvironmentApiKeys(), tokens }),
    },
    ...[TestCalls, TestRunStore, TestRuns, TestRunPages, TestRunQueue, TestChecks, CaseTrials],
    ...[TestRunResolver, TestWordsResolver, TestCaseWordsResolver, CaseTrialResolver],
  ],
  exports: [EndpointModule, TestCalls, TestChecks, TestRunQueue, TestRunStore, TestRuns],
})
export class EvaluationModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots,
    @Inject(ChatClient) private readonly client: ChatClient,
  ) {}

  /** What the audit trail takes for the state of a run. */
  onModuleInit(): void {
    this.snapshots.register('policy-tests', {
      sql: `SELECT r.id::text AS id, to_jsonb(r) || jsonb_build_object('end', (
          SELECT to_jsonb(e) - 'summary' - 'failure' FROM record_evaluation_end e
          WHERE e.run_id = r.id)) AS state
        FROM record_evaluation_run r WHERE r.id = ANY($1::uuid[])`,
      uuids: true,
    })
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.client instanceof OpenAiChatClient) await this.client.close()
  }
}
