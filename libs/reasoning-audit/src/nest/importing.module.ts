import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { ImportProcessor } from './import.processor.js'
import { ImportRecorder } from './import-recorder.js'
import { ImportSweeper } from './import-sweeper.js'
import { ImportTurn } from './import-turn.js'
import { ImportedVerdicts } from './imported-verdicts.js'
import { MonthPartitions } from './month-partitions.js'
import { ReasoningAuditModule } from './reasoning-audit.module.js'
import { RiskSchedule, RiskScheduleWork } from './risk-schedule.js'
import { RiskProcessor } from './risk.processor.js'
import { TraceImporter } from './trace-importer.js'

/** The worker's side: it takes jobs, reads bundles and records what is in them, and fits the risk. */
@Module({
  imports: [ReasoningAuditModule, ContentModule, PolicyModule, VerdictModule],
  providers: [
    ImportProcessor,
    ImportSweeper,
    TraceImporter,
    ImportRecorder,
    ImportedVerdicts,
    MonthPartitions,
    ImportTurn,
    RiskProcessor,
    RiskSchedule,
    RiskScheduleWork,
  ],
})
export class ImportingModule {}
