import { Module } from '@nestjs/common'
import { ContentModule } from '@assize/content/nest'
import { PolicyModule } from '@assize/policy/nest'
import { VerdictModule } from '@assize/verdict/nest'
import { AcrossNeighbours } from './across-neighbours.js'
import { AcrossVerdicts } from './across-verdicts.js'
import { AcrossWork, DriftWork, FindingDaysWork, InjectionWork } from './across-work.js'
import { DriftWatch } from './drift-watch.js'
import { FindingDays } from './finding-days.js'
import { FindingRuleStore } from './finding-rule-store.js'
import { InjectionRates } from './injection-rates.js'
import { InjectionWatch } from './injection-watch.js'
import { LaterConsequences } from './later-consequences.js'
import { LaterSets } from './later-sets.js'
import { ReportDrift } from './report-drift.js'

/** What compares and counts verdicts after they were recorded; its work begins with `AcrossWorkModule`. */
@Module({
  imports: [ContentModule, PolicyModule, VerdictModule],
  providers: [
    AcrossNeighbours,
    AcrossVerdicts,
    DriftWatch,
    FindingDays,
    FindingRuleStore,
    InjectionRates,
    InjectionWatch,
    LaterConsequences,
    LaterSets,
    ReportDrift,
  ],
  exports: [AcrossVerdicts, DriftWatch, FindingDays, InjectionWatch],
})
export class AcrossModule {}

@Module({
  imports: [AcrossModule],
  providers: [AcrossWork, FindingDaysWork, DriftWork, InjectionWork],
})
export class AcrossWorkModule {}
