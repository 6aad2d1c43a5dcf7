import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import { CustodyError } from '../custody-error.js'
import { parseLine } from '../parse-erasure-scope.js'
import { parseKeepDays, type RetentionRule } from '../retention.js'

export interface KeptRule extends RetentionRule {
  readonly id: string
  readonly updatedBy: string
  readonly updatedAt: Date
}

const columns = `id, policy, outcome, keep_days AS "keepDays", updated_by AS "updatedBy", updated_at AS "updatedAt"`

/** The rules of retention. */
@Injectable()
export class RetentionRules {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The one for all first, then by policy and outcome. */
  list(sql: Sql = this.database): Promise<readonly KeptRule[]> {
    return sql.query<KeptRule>(
      `SELECT ${columns} FROM retention_rule ORDER BY policy NULLS FIRST, outcome NULLS FIRST`,
    )
  }

  /** One rule for each pair of policy and outcome: the later one replaces the earlier. */
  async save(by: string, rule: RetentionRule): Promise<KeptRule> {
    const policy = rule.policy === null ? null : parseLine('policy', rule.policy)
    const [saved] = await this.database.query<KeptRule>(
      `INSERT INTO retention_rule (id, policy, outcome, keep_days, updated_by, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (policy, outcome) DO UPDATE
         SET keep_days = excluded.keep_days, updated_by = excluded.updated_by, updated_at = excluded.updated_at
       RETURNING ${columns}`,
      [this.ids.next(), policy, rule.outcome, parseKeepDays(rule.keepDays), by, this.clock.now()],
    )
    if (!saved) throw new Error('a rule of retention was neither added nor changed')
    return saved
  }

  /** Answers the rule that no longer holds. */
  async remove(id: string): Promise<KeptRule> {
    const [removed] = isUuid(id)
      ? await this.database.query<KeptRule>(
          `DELETE FROM retention_rule WHERE id = $1 RETURNING ${columns}`,
          [id],
        )
      : []
    if (removed) return removed
    throw new CustodyError(
      'RETENTION_RULE_UNKNOWN',
      'expected a rule of retention, saw none of that id',
    )
  }
}
