import { Module } from '@nestjs/common'
import { IdentityModule } from '@assize/identity/nest'
import { PolicyModule } from '@assize/policy/nest'
import { ReportClauses } from './report-clauses.js'
import { ReportDrift } from './report-drift.js'
import { ReportFigures } from './report-figures.js'
import { ReportHarness } from './report-harness.js'
import { ReportResolver } from './report.resolver.js'
import { PolicyRuleLivesResolver, RuleLifeResolver } from './rule-life.resolver.js'
import { RuleLives } from './rule-lives.js'

/** Reports over findings, for people. */
@Module({
  imports: [IdentityModule, PolicyModule],
  providers: [
    ...[ReportFigures, ReportClauses, ReportHarness, ReportDrift, ReportResolver],
    ...[RuleLives, RuleLifeResolver, PolicyRuleLivesResolver],
  ],
})
export class ReportModule {}
