import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { PostgresCaseStore } from '@assize/review/nest'
import { Conditions, conditionsOf } from '@assize/verdict/nest'
import { EvidenceError } from '../../evidence/evidence-error.js'
import type { EvidenceScope } from '../../evidence/evidence-package.js'

export interface ScopedVerdict {
  readonly verdictId: string
  readonly contentItemId: string
}

/** Which verdicts a package is about, in order of id. */
@Injectable()
export class EvidenceScopes {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
  ) {}

  /** Throws `SCOPE_EMPTY` for a verdict or a case that is not there. */
  async requireThere(scope: EvidenceScope): Promise<void> {
    if (scope.kind === 'filter') return
    const found =
      scope.kind === 'case'
        ? (await this.cases.findCases([scope.caseId])).has(scope.caseId)
        : (await this.page(scope, null, 1)).length > 0
    if (!found) throw new EvidenceError('SCOPE_EMPTY', `expected a ${scope.kind} on the record`)
  }

  async page(
    scope: EvidenceScope,
    after: string | null,
    limit: number,
  ): Promise<readonly ScopedVerdict[]> {
    const conditions = this.conditions(scope)
    if (after) conditions.add('l.verdict_id > ?::uuid', after)
    return this.database.query<ScopedVerdict>(
      `SELECT l.verdict_id AS "verdictId", l.content_item_id AS "contentItemId"
       FROM verdict_listing l WHERE ${conditions.where} ORDER BY l.verdict_id LIMIT ${limit}`,
      conditions.values,
    )
  }

  /** The id of the newest verdict; null where there is none. */
  async newest(scope: EvidenceScope): Promise<string | null> {
    const conditions = this.conditions(scope)
    const [row] = await this.database.query<ScopedVerdict>(
      `SELECT l.verdict_id AS "verdictId" FROM verdict_listing l
       WHERE ${conditions.where} ORDER BY l.verdict_id DESC LIMIT 1`,
      conditions.values,
    )
    return row?.verdictId ?? null
  }

  /** Of these content items, those that an earlier verdict of the scope, within the log's first `size`, is about. */
  async toldBefore(
    scope: EvidenceScope,
    contentItemIds: readonly string[],
    first: string,
    size: bigint,
  ): Promise<ReadonlySet<string>> {
    const conditions = this.conditions(scope)
    conditions.add('l.content_item_id = ANY(?::uuid[])', contentItemIds)
    conditions.add('l.verdict_id < ?::uuid', first)
    conditions.add(
      `EXISTS (SELECT FROM log_entry e WHERE e.record_id = l.verdict_id AND e.kind = 'verdict'
         AND e.index < ?::bigint)`,
      size.toString(),
    )
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT l.content_item_id AS id FROM verdict_listing l WHERE ${conditions.where}`,
      conditions.values,
    )
    return new Set(rows.map(({ id }) => id))
  }

  private conditions(scope: EvidenceScope): Conditions {
    if (scope.kind === 'filter') return conditionsOf(scope.filter)
    const conditions = new Conditions()
    if (scope.kind === 'verdict') conditions.add('l.verdict_id = ?::uuid', scope.verdictId)
    else conditions.add('l.case_id = ?::uuid', scope.caseId)
    return conditions
  }
}
