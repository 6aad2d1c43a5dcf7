import { Inject, Injectable } from '@nestjs/common'
import type { Appeal } from '@assize/appeal'
import { PostgresAppealStore } from '@assize/appeal/nest'
import { ActionStore } from '@assize/enforcement'
import { isDomainError } from '@assize/kernel'
import { Database } from '@assize/platform'
import { PrismaFindingStore } from '@assize/reasoning-audit/nest'
import { PostgresCaseStore, PostgresDecisionStore } from '@assize/review/nest'
import { VerdictStore } from '@assize/verdict'
import { counted } from '../../dossier/phrases.js'
import type { AskedBy, Candidate } from '../../answer/candidate.js'

/** Finds the verdict behind an id or a number, whatever it is the id of. */
@Injectable()
export class AnswersById {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(PrismaFindingStore) private readonly findings: PrismaFindingStore,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(PostgresDecisionStore) private readonly decisions: PostgresDecisionStore,
    @Inject(ActionStore) private readonly actions: ActionStore,
    @Inject(PostgresAppealStore) private readonly appeals: PostgresAppealStore,
  ) {}

  async find(id: string): Promise<Candidate[]> {
    const [verdict, ofContent, found, action, appeal, set, decision] = await Promise.all([
      this.verdicts.findVerdicts([id]),
      this.verdicts.findIdsByContent([id]),
      this.cases.findCases([id]),
      this.actions.findActions([id]),
      this.appeals.findAppeals([id]),
      this.findings.findSets([id]),
      this.decision(id),
    ])
    const judged = ofContent.get(id) ?? []
    const times = judged.length === 1 ? '' : `, judged ${counted(judged.length, 'time')}`
    return [
      ...of(verdict.get(id)?.id, 'this verdict'),
      ...judged.flatMap((each) => of(each, `this content item${times}`)),
      ...of(found.get(id)?.verdictId, `case #${found.get(id)?.number}`, byCase),
      ...of(action.get(id)?.verdictId, `this action: ${action.get(id)?.kind}`),
      ...of(
        appeal.get(id)?.verdictId,
        `appeal A-${appeal.get(id)?.number}`,
        byAppeal(appeal.get(id)),
      ),
      ...of(set.get(id)?.verdictId, 'the audit of its reasoning'),
      ...of(decision?.verdictId, 'this decision', byCase),
    ]
  }

  async ofCase(number: number): Promise<Candidate[]> {
    const found = await this.cases.findByNumber(number)
    return of(found?.verdictId, `case #${number}`, byCase)
  }

  async ofAppeal(number: number): Promise<Candidate[]> {
    const found = await this.appeals.findByNumber(number)
    return of(found?.verdictId, `appeal A-${number}`, byAppeal(found))
  }

  private async decision(id: string) {
    try {
      return await this.decisions.get(this.database, id)
    } catch (error) {
      if (isDomainError(error) && error.code === 'DECISION_UNKNOWN') return null
      throw error
    }
  }
}

const byCase: AskedBy = { kind: 'case' }
const byAppeal = (appeal: Appeal | null | undefined): AskedBy => ({
  kind: 'appeal',
  lodgedById: appeal?.lodgedBy.id ?? '',
})

const of = (verdictId: string | null | undefined, reason: string, by?: AskedBy): Candidate[] =>
  verdictId ? [{ kind: 'verdict', verdictId, reason, ...(by && { by }) }] : []
