-- Findings by day were counted by everything a report cuts them by at once: nearly as many rows as verdicts. A report
-- cuts by one thing; counted by one thing at a time, they are as many as that thing has values.

-- Derived and rebuildable: verdicts of the live arm by day and version, all of them (`cut` is 'all' and `value` '') and
-- by each value of what a report cuts them by; '' where nobody knows. A verdict names several rules, or none.
CREATE TABLE "finding_day" (
    "cut" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "violates" INTEGER NOT NULL,
    "undetermined" INTEGER NOT NULL,
    "flagged" INTEGER NOT NULL,

    CONSTRAINT "finding_day_pkey" PRIMARY KEY ("cut", "day", "policy", "policy_commit", "value", "source", "simulated"),
    CHECK ("cut" IN ('all', 'rule', 'model', 'endpoint', 'effort', 'language'))
);
CREATE INDEX "finding_day_cut_policy_policy_commit_day_idx" ON "finding_day"("cut", "policy", "policy_commit", "day");

-- Those of them with a finding of a type, and of these those with a hard one that is more likely true than not.
CREATE TABLE "finding_type_day" (
    "cut" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "hard" INTEGER NOT NULL,

    CONSTRAINT "finding_type_day_pkey" PRIMARY KEY ("cut", "day", "policy", "policy_commit", "value", "type", "source", "simulated"),
    CHECK ("cut" IN ('all', 'rule', 'model', 'endpoint', 'effort', 'language'))
);
CREATE INDEX "finding_type_day_cut_policy_policy_commit_day_idx" ON "finding_type_day"("cut", "policy", "policy_commit", "day");

GRANT SELECT, INSERT, UPDATE, DELETE ON "finding_day", "finding_type_day" TO assize_app;

-- What was counted so far is the same, added up.
INSERT INTO "finding_day"
SELECT CASE GROUPING(model, endpoint, effort, language)
    WHEN 7 THEN 'model' WHEN 11 THEN 'endpoint' WHEN 13 THEN 'effort' WHEN 14 THEN 'language' ELSE 'all' END,
  coalesce(model, endpoint, effort, language, ''), day, policy, policy_commit, source, simulated,
  sum(verdicts), sum(violates), sum(undetermined), sum(flagged)
FROM "verdict_day"
GROUP BY day, policy, policy_commit, source, simulated, GROUPING SETS ((), (model), (endpoint), (effort), (language));
INSERT INTO "finding_day"
SELECT 'rule', rule, day, policy, policy_commit, source, simulated, verdicts, violates, undetermined, flagged FROM "rule_day";
INSERT INTO "finding_type_day"
SELECT CASE GROUPING(model, endpoint, effort, language)
    WHEN 7 THEN 'model' WHEN 11 THEN 'endpoint' WHEN 13 THEN 'effort' WHEN 14 THEN 'language' ELSE 'all' END,
  coalesce(model, endpoint, effort, language, ''), f.key, day, policy, policy_commit, source, simulated,
  sum((f.value ->> 0)::int), sum((f.value ->> 1)::int)
FROM "verdict_day" CROSS JOIN LATERAL jsonb_each(findings) f
GROUP BY day, policy, policy_commit, source, simulated, f.key, GROUPING SETS ((), (model), (endpoint), (effort), (language));
INSERT INTO "finding_type_day"
SELECT 'rule', rule, f.key, day, policy, policy_commit, source, simulated, (f.value ->> 0)::int, (f.value ->> 1)::int
FROM "rule_day" CROSS JOIN LATERAL jsonb_each(findings) f;
DROP TABLE "verdict_day", "rule_day";

-- Counts the verdicts of one day of UTC anew.
CREATE OR REPLACE FUNCTION count_finding_day(counted date) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  first timestamptz := counted::timestamp AT TIME ZONE 'UTC';
  past timestamptz := (counted + 1)::timestamp AT TIME ZONE 'UTC';
  cuts text[] := ARRAY['all', 'rule', 'model', 'endpoint', 'effort', 'language'];
BEGIN
  DELETE FROM finding_day WHERE cut = ANY(cuts) AND day = counted;
  DELETE FROM finding_type_day WHERE cut = ANY(cuts) AND day = counted;
  CREATE TEMP TABLE IF NOT EXISTS counted_verdict (
    verdict_id uuid, policy text, policy_commit text, model text, endpoint text, effort text, language text, source text,
    simulated boolean, outcome text, flagged boolean, rules text[], types text[], hard text[]) ON COMMIT DELETE ROWS;
  DELETE FROM counted_verdict;
  INSERT INTO counted_verdict
  SELECT l.verdict_id, l.policy, l.policy_commit, l.model, l.endpoint, coalesce(l.effort, ''), coalesce(l.language, ''),
    l.source, l.simulated, l.outcome, l.flagged, l.rules, l.finding_types,
    CASE WHEN l.finding_types = '{}' THEN '{}' ELSE ARRAY(
      SELECT DISTINCT f ->> 'type' FROM record_finding_set s, jsonb_array_elements(s.findings) f
      WHERE s.id = l.finding_set_id AND f ->> 'severity' = 'hard' AND (f ->> 'confidence')::float8 >= 0.5) END
  FROM verdict_listing l WHERE l.decided_at >= first AND l.decided_at < past AND l.arm = 'live';
  INSERT INTO finding_day
  SELECT CASE GROUPING(model, endpoint, effort, language)
      WHEN 7 THEN 'model' WHEN 11 THEN 'endpoint' WHEN 13 THEN 'effort' WHEN 14 THEN 'language' ELSE 'all' END,
    coalesce(model, endpoint, effort, language, ''), counted, policy, policy_commit, source, simulated, count(*),
    count(*) FILTER (WHERE outcome = 'violates'), count(*) FILTER (WHERE outcome = 'undetermined'),
    count(*) FILTER (WHERE flagged)
  FROM counted_verdict
  GROUP BY policy, policy_commit, source, simulated, GROUPING SETS ((), (model), (endpoint), (effort), (language));
  INSERT INTO finding_day
  SELECT 'rule', r.rule, counted, policy, policy_commit, source, simulated, count(*),
    count(*) FILTER (WHERE outcome = 'violates'), count(*) FILTER (WHERE outcome = 'undetermined'),
    count(*) FILTER (WHERE flagged)
  FROM counted_verdict c CROSS JOIN LATERAL (SELECT DISTINCT unnest(c.rules) AS rule) r
  GROUP BY policy, policy_commit, source, simulated, r.rule;
  INSERT INTO finding_type_day
  SELECT CASE GROUPING(model, endpoint, effort, language)
      WHEN 7 THEN 'model' WHEN 11 THEN 'endpoint' WHEN 13 THEN 'effort' WHEN 14 THEN 'language' ELSE 'all' END,
    coalesce(model, endpoint, effort, language, ''), t.type, counted, policy, policy_commit, source, simulated, count(*),
    count(*) FILTER (WHERE t.type = ANY(c.hard))
  FROM counted_verdict c CROSS JOIN LATERAL unnest(c.types) AS t (type)
  GROUP BY policy, policy_commit, source, simulated, t.type,
    GROUPING SETS ((), (model), (endpoint), (effort), (language));
  INSERT INTO finding_type_day
  SELECT 'rule', r.rule, t.type, counted, policy, policy_commit, source, simulated, count(*),
    count(*) FILTER (WHERE t.type = ANY(c.hard))
  FROM counted_verdict c CROSS JOIN LATERAL (SELECT DISTINCT unnest(c.rules) AS rule) r
  CROSS JOIN LATERAL unnest(c.types) AS t (type)
  GROUP BY policy, policy_commit, source, simulated, r.rule, t.type;
END $$;
