import { Inject, Injectable } from '@nestjs/common'
import { PostgresAppealStore } from '@assize/appeal/nest'
import { ActionStore } from '@assize/enforcement'
import { isDomainError } from '@assize/kernel'
import { Database } from '@assize/platform'
import { PrismaFindingStore } from '@assize/reasoning-audit/nest'
import { PostgresCaseStore, PostgresDecisionStore } from '@assize/review/nest'
import { VerdictStore } from '@assize/verdict'
import { counted } from '../../dossier/phrases.js'
import type { Candidate } from '../../answer/candidate.js'

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
    const of = (verdictId: string | null | undefined, reason: string): Candidate[] =>
      verdictId ? [{ kind: 'verdict', verdictId, reason }] : []
    const judged = ofContent.get(id) ?? []
    const times = judged.length === 1 ? '' : `, judged ${counted(judged.length, 'time')}`
    return [
      ...of(verdict.get(id)?.id, 'this verdict'),
      ...judged.flatMap((each) => of(each, `this content item${times}`)),
      ...of(found.get(id)?.verdictId, `case #${found.get(id)?.number}`),
      ...of(action.get(id)?.verdictId, `this action: ${action.get(id)?.kind}`),
      ...of(appeal.get(id)?.verdictId, `appeal A-${appeal.get(id)?.number}`),
      ...of(set.get(id)?.verdictId, 'the audit of its reasoning'),
      ...of(decision?.verdictId, 'this decision'),
    ]
  }

  async ofCase(number: number): Promise<Candidate[]> {
    const found = await this.cases.findByNumber(number)
    if (!found) return []
    return [{ kind: 'verdict', verdictId: found.verdictId, reason: `case #${number}` }]
  }

  async ofAppeal(number: number): Promise<Candidate[]> {
    const verdictId = (await this.appeals.findByNumber(number))?.verdictId
    return verdictId ? [{ kind: 'verdict', verdictId, reason: `appeal A-${number}` }] : []
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
