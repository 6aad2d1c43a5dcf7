import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { Database } from '@assize/platform'
import { PolicyModule, Rulings } from '@assize/policy/nest'
import { TlogModule } from '@assize/tlog/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { CaseEventResolver, CaseFieldsResolver, DecisionResolver } from './case-fields.resolver.js'
import { CaseList } from './case-list.js'
import { CaseOpeningStep } from './case-opening-step.js'
import { CaseRecorder } from './case-recorder.js'
import { CaseResolver } from './case.resolver.js'
import { DecisionLogResolver } from './decision-log.resolver.js'
import { DecisionService } from './decision.service.js'
import { LaterCaseStep } from './later-case-step.js'
import { LeaseKeeper } from './lease-keeper.js'
import { LeaseService } from './lease.service.js'
import { OwnCases } from './own-cases.js'
import { PolicyCorrectionsResolver } from './policy-corrections.resolver.js'
import { PostgresCaseHistory } from './postgres-case-history.js'
import { PostgresCaseStore } from './postgres-case-store.js'
import { PostgresDecisionStore } from './postgres-decision-store.js'
import { QueueBoard } from './queue-figures.js'
import { ReviewLoaders } from './review-loaders.js'
import { ReviewMutationsResolver } from './review-mutations.resolver.js'
import { VerdictCaseResolver } from './verdict-case.resolver.js'
import { CorrectionOffers } from './correction-offers.js'
import { CaseQuestionsResolver, DecisionOfferResolver } from './policy-questions.resolver.js'
import { DecisionErasingModule } from './decision-erasing.module.js'

@Module({
  imports: [
    DecisionErasingModule,
    ContentModule,
    EnforcementModule,
    IdentityModule,
    PolicyModule,
    TlogModule,
    VerdictModule,
  ],
  providers: [
    PostgresCaseStore,
    PostgresCaseHistory,
    PostgresDecisionStore,
    CaseRecorder,
    CaseOpeningStep,
    LaterCaseStep,
    CaseList,
    QueueBoard,
    LeaseKeeper,
    LeaseService,
    DecisionService,
    OwnCases,
    ReviewLoaders,
    CaseResolver,
    CaseFieldsResolver,
    CaseEventResolver,
    DecisionResolver,
    DecisionLogResolver,
    ReviewMutationsResolver,
    VerdictCaseResolver,
    PolicyCorrectionsResolver,
    CorrectionOffers,
    CaseQuestionsResolver,
    DecisionOfferResolver,
  ],
  exports: [
    PostgresCaseStore,
    PostgresCaseHistory,
    PostgresDecisionStore,
    LeaseKeeper,
    LeaseService,
    DecisionService,
    ReviewLoaders,
  ],
})
export class ReviewModule implements OnModuleInit {
  constructor(
    @Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots,
    @Inject(Rulings) private readonly rulings: Rulings,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.rulings.knowCases(async (id) => {
      const rows = await this.database.query<{ item: string }>(
        'SELECT content_item_id AS item FROM review_case WHERE id = $1',
        [id],
      )
      return rows[0]?.item ?? null
    })
    this.snapshots.table('case', { table: 'review_case', without: ['lease_token_hash'] })
    this.snapshots.register('decision', {
      sql: `SELECT d.id::text AS id, to_jsonb(d) || jsonb_build_object('reversed', r.id) AS state
        FROM record_decision d LEFT JOIN record_reversal r ON r.decision_id = d.id
        WHERE d.id = ANY($1::uuid[])`,
      uuids: true,
    })
  }
}
