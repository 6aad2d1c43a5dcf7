/**
 * Decisions that stand, the newest of each case, under a selection: $1 policies, $2 whether corrections, agreements or
 * both, $3 and $4 the time of the decision. What is chosen is chosen among the newest, so that a time that ends before
 * a case was decided anew does not bring back what was superseded.
 */
export const candidateSql = `
  WITH newest AS (
    SELECT DISTINCT ON (d.case_id) d.*
    FROM record_decision d
    WHERE NOT EXISTS (SELECT FROM record_reversal r WHERE r.decision_id = d.id)
    ORDER BY d.case_id, d.id DESC
  )
  SELECT d.id AS "decisionId", d.verdict_id AS "verdictId", d.content_item_id AS "contentItemId",
    encode(c.fingerprint, 'hex') AS fingerprint, encode(c.commitment, 'hex') AS "contentCommitment",
    d.policy, d.policy_commit AS "policyCommit", d.outcome, d.rules,
    d.is_correction AS "isCorrection", v.label AS "verdictLabel", v.simulated,
    NOT EXISTS (
      SELECT FROM payload_content_item p WHERE p.content_item_id = d.content_item_id
    ) AS erased,
    EXISTS (
      SELECT FROM record_appeal a JOIN record_appeal_decision e ON e.appeal_id = a.id
      WHERE a.content_item_id = d.content_item_id AND a.policy = d.policy
        AND e.outcome IN ('reversed', 'partly-reversed')
    ) AS "appealReversed"
  FROM newest d
  JOIN record_verdict v ON v.id = d.verdict_id
  JOIN record_content_item c ON c.id = d.content_item_id
  WHERE ($1::text[] IS NULL OR d.policy = ANY($1))
    AND d.is_correction = ANY($2::boolean[])
    AND ($3::timestamptz IS NULL OR d.recorded_at >= $3)
    AND ($4::timestamptz IS NULL OR d.recorded_at < $4)
  ORDER BY d.id`
