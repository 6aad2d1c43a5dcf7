import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { outcomeOfLabel, versionKey, type OutputContract } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { CostlyAnswers } from '@assize/verdict'
import {
  harnessIntegrity,
  type HarnessIntegrity,
  type HarnessRow,
} from '../reports/harness-integrity.js'

type Row = Omit<HarnessRow, 'expectedOutcome' | 'loggedOutcome'> & { readonly commit: string }
/** An import as people call it. */
export interface ImportNamed {
  readonly importName: string | null
  readonly importedAt: Date | null
}
export type HarnessReport = Omit<ReturnType<typeof harnessIntegrity>, 'imports'> & {
  readonly imports: readonly (HarnessIntegrity & ImportNamed)[]
  readonly read: number
}

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
      `SELECT policy, policy_commit AS commit, import_id AS "importId", label, outcome, recorded_label AS recorded,
         expected_label AS expected, logged_expected AS logged, sum(verdicts)::int AS verdicts
       FROM harness_count WHERE $1 OR NOT simulated GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
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
    const { imports, ...integrity } = harnessIntegrity(derived)
    return { ...integrity, imports: await this.named(imports), read }
  }

  private async named(
    imports: readonly HarnessIntegrity[],
  ): Promise<readonly (HarnessIntegrity & ImportNamed)[]> {
    const ids = imports.flatMap(({ importId }) => importId ?? [])
    const runs = await this.database.query<ImportNamed & { id: string }>(
      `SELECT id, name AS "importName", started_at AS "importedAt" FROM import_run WHERE id = ANY($1::uuid[])`,
      [ids],
    )
    const byId = new Map(runs.map(({ id, ...run }) => [id, run]))
    const unnamed = { importName: null, importedAt: null }
    return imports.map((each) => ({ ...each, ...(byId.get(each.importId ?? '') ?? unnamed) }))
  }
}

const outcomeIn = (contract: OutputContract | undefined, label: string | null) =>
  contract && label !== null ? outcomeOfLabel(contract, label) : undefined
