/**
 * Verdicts, each with an attempt and a finding set, with rows as wide as real ones; the triggers put them in line.
 * Facts only: the log commits to rows, not to words.
 */
export async function recordMany(database, verdicts, atOnce = 10_000) {
  for (let done = 0; done < verdicts; done += atOnce)
    await database.transaction(async (tx) => {
      await tx.query(freshSql, [Math.min(atOnce, verdicts - done)])
      await tx.query(verdictSql)
      await tx.query(attemptSql)
      await tx.query(findingSql)
    })
}

const freshSql =
  'CREATE TEMP TABLE fresh_verdict ON COMMIT DROP AS SELECT uuidv7() AS id FROM generate_series(1, $1::int)'

const verdictSql = `
  INSERT INTO record_verdict (id, content_item_id, policy, policy_commit, policy_blob, policy_bundle_sha256,
      prompt_digest, outcome, label, rules, severity, model, endpoint, server_version, effort, sampling, finish_reason,
      usage, cost_micros, latency_ms, attempts, answered_by, arm, simulated, source, commitment, accepted_at,
      decided_at, recorded_at)
    SELECT id, uuidv7(), 'spam', repeat('c0', 20), repeat('b0', 20), repeat('ab', 32), repeat('cd', 32), 'violates',
      'INVALID', '{SP-1.1}', 'medium', 'openai/gpt-oss-safeguard-20b', 'gpu-1', '0.11.2', 'medium',
      '{"temperature": 0, "maxTokens": 4096}', 'stop',
      '{"promptTokens": 1200, "completionTokens": 340, "reasoningTokens": 280, "estimated": false}', 412, 812.25, 1,
      'model', 'live', false, 'live', sha256(id::text::bytea), now(), now(), now() FROM fresh_verdict`

const attemptSql = `
  INSERT INTO record_attempt (verdict_id, number, endpoint, model, started_at, waited_ms, whole_ms, http_status,
    finish_reason, usage, simulated, commitment)
  SELECT id, 1, 'gpu-1', 'openai/gpt-oss-safeguard-20b', now(), 3.5, 812.25, 200, 'stop',
    '{"promptTokens": 1200, "completionTokens": 340}', false, sha256(id::text::bytea) FROM fresh_verdict`

const findingSql = `
  INSERT INTO record_finding_set (id, verdict_id, detectors_version, risk, flagged, types, findings, commitment,
    recorded_at)
  SELECT uuidv7(), id, '7', 0.31, true, '{fabricated-quote}',
    '[{"type": "fabricated-quote", "severity": "hard", "confidence": 0.9, "spans": []}]', sha256(id::text::bytea), now()
  FROM fresh_verdict`
