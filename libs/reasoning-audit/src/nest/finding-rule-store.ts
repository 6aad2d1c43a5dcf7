import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database, insertRows, type Sql } from '@assize/platform'
import { advisoryIn, type DetectorSetting } from '../detector-mode.js'
import type { FindingStanding } from '../finding-rules-applied.js'
import { defaultFindingRules, type FindingRule } from '../finding-rules.js'
import type { Suppression, SuppressionScope } from '../finding-suppression.js'
import { rowsBy } from './rows-by.js'

/** The rules of a policy as they were last set. */
export interface RecordedRules {
  readonly id: string
  readonly policy: string
  readonly rules: readonly FindingRule[]
  readonly setBy: string
  readonly recordedAt: Date
}

/** What policies let findings do: rules, suppressions, and which detectors only advise. */
@Injectable()
export class FindingRuleStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All that holds now for findings of these policies, in one statement: it runs before every recording. */
  async standings(policies: readonly string[]): Promise<ReadonlyMap<string, FindingStanding>> {
    const rows = await this.database.query<StandingRow>(standingSql, [
      [...new Set(policies)],
      this.clock.now(),
    ])
    return new Map(
      rows.map(({ policy, set, settings, suppressions }) => [
        policy,
        {
          rules: set?.rules ?? defaultFindingRules,
          rulesId: set?.id ?? null,
          advisory: advisoryIn(policy, settings ?? []),
          suppressions: (suppressions ?? []).map((each) => ({
            ...{ ...each, policy, findingId: null, reason: null, lifted: null, by: '' },
            until: each.until === null ? null : new Date(each.until),
            recordedAt: new Date(0),
          })),
        },
      ]),
    )
  }

  async rulesOf(policies: readonly string[]): Promise<ReadonlyMap<string, RecordedRules>> {
    const rows = await this.database.query<RecordedRules>(
      `SELECT DISTINCT ON (policy) id, policy, rules, set_by AS "setBy", recorded_at AS "recordedAt"
       FROM record_finding_rules WHERE policy = ANY($1::text[]) ORDER BY policy, id DESC`,
      [policies],
    )
    return new Map(rows.map((row) => [row.policy, row]))
  }

  async setRules(tx: Sql, { policy, setBy, rules, id, recordedAt }: RecordedRules): Promise<void> {
    await insertRows(tx, 'record_finding_rules', [
      { id, policy, rules, set_by: setBy, recorded_at: recordedAt },
    ])
  }

  /** By policy, those about more than one finding, newest first, lifted and past ones too. */
  async suppressionsOf(
    policies: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Suppression[]>> {
    const rows = await this.suppressions(
      's.policy = ANY($1::text[]) AND s.finding_set_id IS NULL',
      policies,
    )
    return rowsBy(rows, ({ policy }) => policy)
  }

  /** By verdict, those about one of its findings, as it is named in the newest set. */
  async suppressionsIn(
    verdictIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Suppression[]>> {
    const rows = await this.suppressions('s.verdict_id = ANY($1::uuid[])', verdictIds)
    return rowsBy(rows, ({ verdictId }) => verdictId ?? '')
  }

  async findSuppressions(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SuppressionOfVerdict>> {
    const rows = await this.suppressions('s.id = ANY($1::uuid[])', ids)
    return new Map(rows.map((row) => [row.id, row]))
  }

  async lift(tx: Sql, lift: { id: string; suppressionId: string; by: string; at: Date }) {
    await insertRows(tx, 'record_finding_suppression_lift', [
      {
        ...{ id: lift.id, suppression_id: lift.suppressionId },
        ...{ lifted_by: lift.by, recorded_at: lift.at },
      },
    ])
  }

  private async suppressions(
    where: string,
    values: readonly string[],
  ): Promise<readonly SuppressionOfVerdict[]> {
    const rows = await this.database.query<SuppressionRow>(
      `SELECT s.id, s.policy, s.type, s.rule, coalesce(f.id, s.finding_set_id) || ':' || s.finding_index AS "findingId",
              s.verdict_id AS "verdictId", s.until, s.suppressed_by AS by, s.recorded_at AS "recordedAt",
              p.reason, l.lifted_by AS "liftedBy", l.recorded_at AS "liftedAt"
       FROM record_finding_suppression s
       LEFT JOIN payload_finding_suppression p ON p.suppression_id = s.id
       LEFT JOIN record_finding_suppression_lift l ON l.suppression_id = s.id
       LEFT JOIN verdict_listing v ON v.verdict_id = s.verdict_id
       LEFT JOIN record_finding_set f
         ON f.id = v.finding_set_id AND f.findings -> s.finding_index ->> 'type' = s.type
       WHERE ${where} ORDER BY s.id DESC LIMIT 1000`,
      [values],
    )
    return rows.map(({ liftedBy, liftedAt, ...row }) => ({
      ...row,
      lifted: liftedBy !== null && liftedAt !== null ? { by: liftedBy, at: liftedAt } : null,
    }))
  }
}

/** With the verdict of the one finding it is about, or null. */
export type SuppressionOfVerdict = Suppression & { readonly verdictId: string | null }

type SuppressionRow = Omit<SuppressionOfVerdict, 'lifted'> & {
  readonly liftedBy: string | null
  readonly liftedAt: Date | null
}

interface StandingRow {
  readonly policy: string
  readonly set: { readonly id: string; readonly rules: readonly FindingRule[] } | null
  readonly settings: readonly Pick<DetectorSetting, 'type' | 'policy' | 'mode'>[] | null
  readonly suppressions:
    | readonly (Pick<SuppressionScope, 'type' | 'rule'> & {
        readonly id: string
        readonly until: string | null
      })[]
    | null
}

// What is about one finding can hold for none that is still to be recorded.
const standingSql = `
  SELECT p.policy,
    (SELECT jsonb_build_object('id', r.id, 'rules', r.rules) FROM record_finding_rules r
     WHERE r.policy = p.policy ORDER BY r.id DESC LIMIT 1) AS set,
    (SELECT jsonb_agg(jsonb_build_object('type', d.type, 'policy', d.policy, 'mode', d.mode)) FROM (
       SELECT DISTINCT ON (s.type, s.policy) s.type, s.policy, s.mode FROM record_detector_setting s
       WHERE s.policy IS NULL OR s.policy = p.policy ORDER BY s.type, s.policy, s.id DESC) d) AS settings,
    (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'type', s.type, 'rule', s.rule, 'until', s.until) ORDER BY s.id DESC)
     FROM record_finding_suppression s WHERE s.policy = p.policy AND s.finding_set_id IS NULL
       AND (s.until IS NULL OR s.until > $2)
       AND NOT EXISTS (SELECT FROM record_finding_suppression_lift l WHERE l.suppression_id = s.id)) AS suppressions
  FROM unnest($1::text[]) AS p (policy)`
