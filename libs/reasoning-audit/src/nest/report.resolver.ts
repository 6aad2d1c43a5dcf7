import { Inject } from '@nestjs/common'
import { Args, Query, Resolver } from '@nestjs/graphql'
import { IdentityError, type Grant as GrantOf } from '@assize/identity'
import { Grant, Permit } from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import { as } from '@assize/platform/nest'
import { PolicyService } from '@assize/policy/nest'
import { parseFiguresScope, type FiguresScope } from '@assize/verdict'
import { FiguresScopeInput } from '@assize/verdict/nest'
import type { FindingCut, FindingReport, ReportRow } from '../reports/finding-report.js'
import { compareVersions, type VersionCounts } from '../reports/version-comparison.js'
import { ReportClauses } from './report-clauses.js'
import { ReportDrift, type VersionDrift } from './report-drift.js'
import { ReportFigures } from './report-figures.js'
import { HarnessReportType } from './report-harness.graphql.js'
import { ReportHarness, type HarnessReport } from './report-harness.js'
import {
  ClauseMapType,
  FindingCutEnum,
  FindingReportType,
  VersionDriftType,
  VersionFindings,
} from './report.graphql.js'

const usualDays = 30
const mostDrifts = 300

/** Reports over all verdicts of the live arm; who may see figures of their own content only gets none. */
@Resolver()
export class ReportResolver {
  constructor(
    @Inject(ReportFigures) private readonly figures: ReportFigures,
    @Inject(ReportClauses) private readonly clauses: ReportClauses,
    @Inject(ReportHarness) private readonly harness: ReportHarness,
    @Inject(ReportDrift) private readonly drift: ReportDrift,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('metrics:read')
  @Query(() => FindingReportType)
  async findingReport(
    @Args('by', { type: () => FindingCutEnum }) by: FindingCut,
    @Args('scope', { nullable: true }) asked: FiguresScopeInput = {},
    @Args('policy', { type: () => String, nullable: true }) policy: string | null,
    @Args('commit', { type: () => String, nullable: true }) commit: string | null,
    @Grant() grant: GrantOf,
  ): Promise<FindingReport & { since: Date; behind: boolean }> {
    const scope = this.scopeOf(asked, grant)
    const [report, behind] = await Promise.all([
      this.figures.report(scope, { policy, commit }, by),
      this.figures.isBehind(),
    ])
    return { ...report, since: scope.since, behind }
  }

  @Permit('metrics:read')
  @Query(() => ClauseMapType, { description: 'The version in force unless another is named.' })
  async clauseMap(
    @Args('policy') policy: string,
    @Args('ref', { type: () => String, nullable: true }) ref: string | null,
    @Args('scope', { nullable: true }) asked: FiguresScopeInput = {},
    @Grant() grant: GrantOf,
  ): Promise<ClauseMapType> {
    const scope = this.scopeOf(asked, grant)
    const version = await this.policies.at(policy, ref)
    const map = await this.clauses.map(version, scope)
    return as(ClauseMapType, {
      ...{ policy, commit: version.commit, verdicts: map.verdicts, tracesRead: map.tracesRead },
      ...{ clauses: [...map.clauses], invented: [...map.invented] },
    })
  }

  @Permit('metrics:read')
  @Query(() => VersionFindings)
  async versionFindings(
    @Args('policy') policy: string,
    @Args('base') base: string,
    @Args('head') head: string,
    @Args('scope', { nullable: true }) asked: FiguresScopeInput = {},
    @Grant() grant: GrantOf,
  ): Promise<VersionFindings> {
    const scope = this.scopeOf(asked, grant)
    const [before, after] = await Promise.all(
      [base, head].map(async (ref) => {
        const { commit } = await this.policies.at(policy, ref)
        return countsOf(await this.figures.ofVersion(scope, policy, commit))
      }),
    )
    if (!before || !after) throw new Error('expected two versions')
    return as(VersionFindings, {
      baseVerdicts: before.verdicts,
      headVerdicts: after.verdicts,
      measures: [...compareVersions(before, after)],
    })
  }

  @Permit('metrics:read')
  @Query(() => [VersionDriftType], {
    description: `Of days that have ended: what drifted, then the rest, each the newest first; ${mostDrifts} at most.`,
  })
  async versionDrift(
    @Args('scope', { nullable: true }) asked: FiguresScopeInput = {},
    @Args('policy', { type: () => String, nullable: true }) policy: string | null,
    @Grant() grant: GrantOf,
  ): Promise<readonly VersionDrift[]> {
    const drifts = await this.drift.of(this.scopeOf(asked, grant), policy)
    const drifted = drifts.filter((drift) => drift.drifted)
    return [...drifted, ...drifts.filter((drift) => !drift.drifted)].slice(0, mostDrifts)
  }

  @Permit('metrics:read')
  @Query(() => HarnessReportType, { description: 'Of imports alone, whenever they were judged.' })
  async harnessIntegrity(
    @Args('includeSimulated', { type: () => Boolean, nullable: true }) simulated: boolean | null,
    @Grant() grant: GrantOf,
  ): Promise<HarnessReport> {
    wholeOnly(grant)
    return this.harness.report(simulated ?? false)
  }

  private scopeOf(asked: FiguresScopeInput, grant: GrantOf): FiguresScope {
    wholeOnly(grant)
    return parseFiguresScope(asked, usualDays, this.clock.now())
  }
}

/** Days are counted for everybody's content together. */
function wholeOnly(grant: GrantOf): void {
  if (grant !== 'all')
    throw new IdentityError('FORBIDDEN', 'expected the permission metrics:read for all content', {
      permissions: ['metrics:read'],
    })
}

const countsOf = ({ verdicts, findings, ...row }: ReportRow): VersionCounts => ({
  verdicts,
  measures: {
    ...{ violates: row.violates, undetermined: row.undetermined, flagged: row.flagged },
    ...Object.fromEntries(findings.map(({ type, verdicts: hits }) => [type, hits])),
  },
})
