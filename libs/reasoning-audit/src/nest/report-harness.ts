import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { outcomeOfLabel, versionKey, type OutputContract } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { CostlyAnswers } from '@assize/verdict'
import { harnessIntegrity, type HarnessRow } from '../reports/harness-integrity.js'

/** So many of the newest imports are read. */
export const harnessRead = 100_000

type Row = Omit<HarnessRow, 'expectedOutcome' | 'loggedOutcome'> & { readonly commit: string }
export type HarnessReport = ReturnType<typeof harnessIntegrity> & { readonly read: number }

/** What imports brought along as labels and expectations, beside what their raw output reads as. */
@Injectable()
export class ReportHarness {
  private readonly answers: CostlyAnswers<HarnessReport>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Clock) clock: Clock,
  ) {
    this.answers = new CostlyAnswers(clock)
  }

  report(includeSimulated: boolean): Promise<HarnessReport> {
    return this.answers.get([includeSimulated], () => this.find(includeSimulated))
  }

  private async find(includeSimulated: boolean): Promise<HarnessReport> {
    const rows = await this.database.query<Row>(
      `SELECT policy, policy_commit AS commit, label, outcome, recorded_label AS recorded, expected_label AS expected,
         logged_expected AS logged, count(*)::int AS verdicts FROM (
           SELECT * FROM record_verdict v WHERE v.source = 'import' AND ($1 OR NOT v.simulated)
           ORDER BY v.id DESC LIMIT ${harnessRead}) v
       GROUP BY 1, 2, 3, 4, 5, 6, 7`,
      [includeSimulated],
    )
    const keys = [...new Set(rows.map((row) => versionKey(row.policy, row.commit)))]
    const versions = await this.policies.byCommits(keys)
    const derived = rows.map((row) => {
      const contract = versions.get(versionKey(row.policy, row.commit))?.contract
      return {
        ...row,
        expectedOutcome: outcomeIn(contract, row.expected),
        loggedOutcome: outcomeIn(contract, row.logged),
      }
    })
    const read = rows.reduce((sum, { verdicts }) => sum + verdicts, 0)
    return { ...harnessIntegrity(derived), read }
  }
}

const outcomeIn = (contract: OutputContract | undefined, label: string | null) =>
  contract && label !== null ? outcomeOfLabel(contract, label) : undefined
