import { Inject, Injectable } from '@nestjs/common'
import { PostgresAppealStore } from '@assize/appeal/nest'
import { ActionStore } from '@assize/enforcement'
import { Database } from '@assize/platform'
import { PrismaFindingStore } from '@assize/reasoning-audit/nest'
import { PostgresCaseHistory, PostgresCaseStore, PostgresDecisionStore } from '@assize/review/nest'
import type { DossierRights } from '../dossier/dossier-rights.js'
import { EvidenceRecords, type EvidenceRecord } from './evidence-records.js'
import type { ScopedVerdict } from './evidence-scopes.js'

/** Finds every record that belongs to verdicts: what was judged, every attempt, findings, work of people, actions, appeals. */
@Injectable()
export class EvidenceGatherer {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EvidenceRecords) private readonly records: EvidenceRecords,
    @Inject(PrismaFindingStore) private readonly findings: PrismaFindingStore,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(PostgresCaseHistory) private readonly history: PostgresCaseHistory,
    @Inject(PostgresDecisionStore) private readonly decisions: PostgresDecisionStore,
    @Inject(ActionStore) private readonly actions: ActionStore,
    @Inject(PostgresAppealStore) private readonly appeals: PostgresAppealStore,
  ) {}

  /** In the order of the log. `told` names content items that are in the package already. */
  async gather(
    verdicts: readonly ScopedVerdict[],
    told: ReadonlySet<string>,
    rights: DossierRights,
    size: bigint,
  ): Promise<EvidenceRecord[]> {
    const verdictIds = verdicts.map(({ verdictId }) => verdictId)
    const items = [...new Set(verdicts.map(({ contentItemId }) => contentItemId))]
    const fresh = items.filter((id) => !told.has(id))
    const [sets, cases, acts] = await Promise.all([
      this.findings.findSetIds(verdictIds),
      this.cases.findByVerdicts(verdictIds),
      this.actions.findByVerdicts(verdictIds),
    ])
    const caseIds = [...cases.values()].map(({ id }) => id)
    const actionIds = [...acts.values()].flat().map(({ id }) => id)
    const [events, decisions, appeals] = await Promise.all([
      this.history.findByCases(caseIds),
      this.decisions.findByCases(caseIds),
      this.appeals.findByActions(actionIds),
    ])
    const decisionIds = [...decisions.values()].flat().map(({ id }) => id)
    const lodged = [...appeals.values()]
    const answers = lodged.flatMap(({ decision }) => decision?.id ?? [])
    const [reversals, trail] = await Promise.all([
      this.decisions.findReversalIds(decisionIds),
      this.trailOf([
        ...verdictIds.map((id) => ['verdict', id] as const),
        ...fresh.map((id) => ['content-item', id] as const),
        ...caseIds.map((id) => ['case', id] as const),
        ...decisionIds.map((id) => ['decision', id] as const),
        ...lodged.map(({ id }) => ['appeal', id] as const),
      ]),
    ])
    const people = rights.case
      ? [
          { kind: 'case-event', ids: [...events.values()].flat().map(({ id }) => id) },
          { kind: 'decision', ids: decisionIds },
          { kind: 'reversal', ids: [...reversals.values()] },
        ]
      : []
    const answered = rights.appeals
      ? [
          { kind: 'appeal', ids: lodged.map(({ id }) => id) },
          { kind: 'appeal-decision', ids: answers },
        ]
      : []
    return this.records.read(
      [
        { kind: 'verdict', ids: verdictIds },
        { kind: 'content-item', ids: fresh },
        { kind: 'attempt', ids: verdictIds },
        { kind: 'finding-set', ids: [...sets.values()].flat() },
        { kind: 'action', ids: actionIds },
        ...people,
        ...answered,
        { kind: 'audit-event', ids: trail },
      ],
      rights,
      size,
    )
  }

  /** What was done to single objects, of those that were done at all. */
  private async trailOf(targets: readonly (readonly [type: string, id: string])[]) {
    const rows = await this.database.query<{ id: string }>(
      `SELECT e.id FROM unnest($1::text[], $2::text[]) AS t(type, target)
       JOIN record_audit_event e ON e.target_type = t.type AND e.target_id = t.target`,
      [targets.map(([type]) => type), targets.map(([, id]) => id)],
    )
    return [...new Set(rows.map(({ id }) => id))]
  }
}
