import { BullModule } from '@nestjs/bullmq'
import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import { AuditSnapshots, IdentityModule } from '@assize/identity/nest'
import { ContentModule } from '@assize/content/nest'
import { PolicyModule } from '@assize/policy/nest'
import { QueueModule } from '@assize/platform/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { importQueue, riskQueue } from '../jobs.js'
import { DetectorList } from './detector-list.js'
import {
  FindingActsResolver,
  FindingMarkResolver,
  FindingSuppressionResolver,
} from './finding-acts.resolver.js'
import { FindingActs } from './finding-acts.js'
import { FindingMarkStore } from './finding-mark-store.js'
import { FindingMarksResolver } from './finding-marks.resolver.js'
import { FindingMarksService } from './finding-marks.service.js'
import { FindingRuleStore } from './finding-rule-store.js'
import { FindingRulesResolver } from './finding-rules.resolver.js'
import { FindingRulesService } from './finding-rules.service.js'
import { FoundFindings } from './found-findings.js'
import { FindingResolver, VerdictFindingsResolver } from './finding.resolver.js'
import { ClaimResolver } from './claim.resolver.js'
import { InjectionRates } from './injection-rates.js'
import { InjectionResolver } from './injection.resolver.js'
import { ImportPlaces } from './import-places.js'
import { ImportQueue } from './import-queue.js'
import { ImportUploadController } from './import-upload.controller.js'
import { ImportUploads } from './import-uploads.js'
import { ImportResolver } from './import.resolver.js'
import { ImportService } from './import.service.js'
import { PostgresImportStore } from './postgres-import-store.js'
import { PrismaFindingStore } from './prisma-finding-store.js'
import { RecordingAuditor } from './recording-auditor.js'
import { RiskDecisions } from './risk-decisions.js'
import { RiskModels } from './risk-models.js'
import { RiskQueue } from './risk-queue.js'
import { RiskRefitService } from './risk-refit.service.js'
import { RiskResolver } from './risk.resolver.js'
import { VersionNeighbours } from './version-neighbours.js'
import { ReportModule } from './report.module.js'
import { FindingErasingModule } from './finding-erasing.module.js'

/** Audits verdicts as they are recorded, and takes imports in. */
@Module({
  imports: [
    FindingErasingModule,
    ReportModule,
    IdentityModule,
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: importQueue }, { name: riskQueue }),
    ContentModule,
    PolicyModule,
    VerdictModule,
  ],
  controllers: [ImportUploadController],
  providers: [
    RecordingAuditor,
    RiskModels,
    RiskDecisions,
    RiskRefitService,
    RiskQueue,
    RiskResolver,
    VersionNeighbours,
    PrismaFindingStore,
    VerdictFindingsResolver,
    FindingResolver,
    ClaimResolver,
    InjectionRates,
    InjectionResolver,
    FindingRuleStore,
    FindingMarkStore,
    FoundFindings,
    FindingRulesService,
    FindingMarksService,
    FindingActs,
    DetectorList,
    FindingRulesResolver,
    FindingMarksResolver,
    FindingActsResolver,
    FindingMarkResolver,
    FindingSuppressionResolver,
    PostgresImportStore,
    ImportPlaces,
    ImportUploads,
    ImportQueue,
    ImportService,
    ImportResolver,
  ],
  exports: [
    PostgresImportStore,
    ImportQueue,
    ImportUploads,
    PrismaFindingStore,
    RiskModels,
    RiskDecisions,
    RiskRefitService,
  ],
})
export class ReasoningAuditModule implements OnModuleInit {
  constructor(@Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots) {}

  /** What the audit trail takes for their state. */
  onModuleInit(): void {
    this.snapshots.table('import', { table: 'import_run' })
    this.snapshots.table('finding-suppression', { table: 'record_finding_suppression' })
  }
}
