import { uuidV7Floor } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import type { FiguresScope } from '@assize/verdict'
import { Conditions } from '@assize/verdict/nest'

export interface RuleFigure {
  readonly policy: string
  readonly rule: string
  readonly verdicts: number
}

/** Evidence is long: codes that a version does not define are counted in so many of a policy's newest verdicts with one. */
const verdictsRead = 500

/** Verdicts naming a rule whose correction nobody took back; of all versions, or of one. */
export function overturnedRules(
  sql: Sql,
  scope: FiguresScope,
  policies: readonly string[],
  commit?: string,
): Promise<readonly RuleFigure[]> {
  const conditions = listedIn(scope)
  conditions.add('d.policy = ANY(?::text[])', policies)
  conditions.add('d.id >= ?::uuid', uuidV7Floor(scope.since.getTime()))
  if (commit !== undefined) conditions.add('l.policy_commit = ?', commit)
  return sql.query<RuleFigure>(
    `SELECT d.policy, r.rule, count(DISTINCT l.verdict_id)::int AS verdicts FROM record_decision d
     JOIN verdict_listing l ON l.verdict_id = d.verdict_id
     CROSS JOIN LATERAL unnest(l.rules) AS r (rule)
     WHERE d.is_correction AND ${conditions.where}
       AND NOT EXISTS (SELECT FROM record_reversal x WHERE x.decision_id = d.id) GROUP BY 1, 2`,
    conditions.values,
  )
}

/**
 * Codes that traces go by and the version they were judged under does not define, the most frequent of each policy
 * first. Codes are what a policy could define, not words of people; those that were erased are not counted.
 */
export function citedUndefined(
  sql: Sql,
  scope: FiguresScope,
  policies: readonly string[],
  commit?: string,
): Promise<readonly RuleFigure[]> {
  const conditions = listedIn(scope)
  conditions.add('l.finding_types && ?::text[]', ['unknown-rule'])
  if (commit !== undefined) conditions.add('l.policy_commit = ?', commit)
  const among = conditions.bind('unnest(?::text[])', policies) ?? `unnest('{}'::text[])`
  return sql.query<RuleFigure>(
    `SELECT o.policy, e ->> 'code' AS rule, count(DISTINCT n.verdict_id)::int AS verdicts
     FROM ${among} AS o (policy)
     CROSS JOIN LATERAL (
       SELECT l.verdict_id, l.finding_set_id FROM verdict_listing l
       WHERE ARRAY[l.policy] && ARRAY[o.policy] AND ${conditions.where}
       ORDER BY l.decided_at DESC, l.verdict_id DESC LIMIT ${verdictsRead}) n
     JOIN record_finding_set s ON s.id = n.finding_set_id
     JOIN payload_finding_set p ON p.finding_set_id = s.id
     CROSS JOIN LATERAL jsonb_array_elements(s.findings) WITH ORDINALITY AS f (finding, number)
     CROSS JOIN LATERAL (SELECT p.evidence -> (f.number::int - 1) AS e) w
     WHERE f.finding ->> 'type' = 'unknown-rule' AND e ->> 'code' IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    conditions.values,
  )
}

/** Of the live arm. */
export function listedIn(scope: FiguresScope): Conditions {
  const conditions = new Conditions()
  conditions.add('l.decided_at >= ?', scope.since)
  conditions.add('l.arm = ?', 'live')
  if (!scope.includeSimulated) conditions.add('l.simulated = ?', false)
  if (!scope.includeImported) conditions.add('l.source = ?', 'live')
  return conditions
}
