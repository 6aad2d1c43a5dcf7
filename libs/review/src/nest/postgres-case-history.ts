import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import type { CaseEvent } from '../review-case.js'

interface EventRow extends Omit<CaseEvent, 'by'> {
  readonly byId: string | null
}

/** What happened to cases, oldest first. */
@Injectable()
export class PostgresCaseHistory {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findByCases(ids: readonly string[]): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
    const rows = await this.database.query<EventRow>(
      `SELECT id, case_id AS "caseId", kind, by_id AS "byId", data, recorded_at AS "recordedAt"
       FROM record_case_event WHERE case_id = ANY($1::uuid[]) ORDER BY id`,
      [ids],
    )
    const found = new Map<string, CaseEvent[]>(ids.map((id) => [id, []]))
    for (const { byId, ...row } of rows)
      found
        .get(row.caseId)
        ?.push({ ...row, by: byId === null ? { kind: 'system' } : { kind: 'person', id: byId } })
    return found
  }
}
