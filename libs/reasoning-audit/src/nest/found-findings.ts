import { Inject, Injectable } from '@nestjs/common'
import { isUuid } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { FindingType } from '../detectors.js'
import { FindingRuleError } from '../finding-rule-error.js'

/** A finding on the record with the verdict it is about. */
export interface FoundFinding {
  readonly setId: string
  readonly index: number
  readonly verdictId: string
  readonly contentItemId: string
  readonly policy: string
  readonly type: FindingType
  readonly detectorsVersion: string
}

/** Findings by the id that people name them by: `<set>:<index>`. */
@Injectable()
export class FoundFindings {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** In the newest set of its verdict, which begins with those before; throws `FINDING_UNKNOWN`. */
  async get(id: string): Promise<FoundFinding> {
    const [setId = '', place = ''] = id.split(':')
    const index = /^\d{1,5}$/.test(place) ? Number(place) : -1
    const [found] =
      isUuid(setId) && index >= 0
        ? await this.database.query<Omit<FoundFinding, 'index'>>(
            `SELECT coalesce(n.id, s.id) AS "setId", v.id AS "verdictId", v.content_item_id AS "contentItemId", v.policy,
                    s.findings -> $2::int ->> 'type' AS type, s.detectors_version AS "detectorsVersion"
             FROM record_finding_set s JOIN record_verdict v ON v.id = s.verdict_id
             LEFT JOIN verdict_listing l ON l.verdict_id = v.id
             LEFT JOIN record_finding_set n
               ON n.id = l.finding_set_id AND n.findings -> $2::int = s.findings -> $2::int
             WHERE s.id = $1 AND s.findings -> $2::int IS NOT NULL`,
            [setId, index],
          )
        : []
    if (!found) throw new FindingRuleError('FINDING_UNKNOWN', 'expected a finding on the record')
    return { ...found, index }
  }
}
