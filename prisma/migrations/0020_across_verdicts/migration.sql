-- Verdicts compared with one another, and what is counted of findings by day.

-- Mutable: how far the comparison of verdicts has come, by the id of the finding set it read last.
CREATE TABLE "across_progress" (
    "id" TEXT NOT NULL,
    "after" UUID NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "across_progress_pkey" PRIMARY KEY ("id")
);
INSERT INTO "across_progress" VALUES ('verdicts', '00000000-0000-0000-0000-000000000000', now());

-- Mutable: days, of UTC, on which verdicts or their findings have changed since they were counted.
CREATE TABLE "finding_day_due" (
    "day" DATE NOT NULL,

    CONSTRAINT "finding_day_due_pkey" PRIMARY KEY ("day")
);

-- Derived and rebuildable: verdicts of the live arm by day and everything a report cuts them by; '' where nobody knows.
-- `findings` holds by type how many verdicts have it, and how many of them a hard one: {"<type>": [verdicts, hard]}.
CREATE TABLE "verdict_day" (
    "day" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "effort" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "violates" INTEGER NOT NULL,
    "undetermined" INTEGER NOT NULL,
    "flagged" INTEGER NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "verdict_day_pkey" PRIMARY KEY ("day", "policy", "policy_commit", "model", "endpoint", "effort", "language", "source", "simulated")
);
CREATE INDEX "verdict_day_policy_policy_commit_day_idx" ON "verdict_day"("policy", "policy_commit", "day");

-- The same by rule that the verdicts name.
CREATE TABLE "rule_day" (
    "day" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "violates" INTEGER NOT NULL,
    "undetermined" INTEGER NOT NULL,
    "flagged" INTEGER NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "rule_day_pkey" PRIMARY KEY ("day", "policy", "policy_commit", "rule", "source", "simulated")
);
CREATE INDEX "rule_day_policy_policy_commit_day_idx" ON "rule_day"("policy", "policy_commit", "day");

-- Derived: a day on which a version parted from its own past, told once.
CREATE TABLE "version_drift" (
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "z" REAL NOT NULL,
    "share" REAL NOT NULL,
    "past_share" REAL NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_drift_pkey" PRIMARY KEY ("policy", "policy_commit", "measure", "day"),
    CHECK ("measure" IN ('violates', 'undetermined', 'flagged'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "across_progress", "finding_day_due", "verdict_day", "rule_day", "version_drift" TO assize_app;

-- Counts the verdicts of one day of UTC anew.
CREATE FUNCTION count_finding_day(counted date) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  first timestamptz := counted::timestamp AT TIME ZONE 'UTC';
  past timestamptz := (counted + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  DELETE FROM verdict_day WHERE day = counted;
  DELETE FROM rule_day WHERE day = counted;
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
  INSERT INTO verdict_day
  SELECT counted, v.policy, v.policy_commit, v.model, v.endpoint, v.effort, v.language, v.source, v.simulated,
    v.verdicts, v.violates, v.undetermined, v.flagged, coalesce(f.findings, '{}') FROM (
      SELECT policy, policy_commit, model, endpoint, effort, language, source, simulated, count(*) AS verdicts,
        count(*) FILTER (WHERE outcome = 'violates') AS violates,
        count(*) FILTER (WHERE outcome = 'undetermined') AS undetermined, count(*) FILTER (WHERE flagged) AS flagged
      FROM counted_verdict GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) v
  LEFT JOIN (
      SELECT policy, policy_commit, model, endpoint, effort, language, source, simulated,
        jsonb_object_agg(type, jsonb_build_array(n, hard)) AS findings FROM (
          SELECT policy, policy_commit, model, endpoint, effort, language, source, simulated, t.type, count(*) AS n,
            count(*) FILTER (WHERE t.type = ANY(c.hard)) AS hard
          FROM counted_verdict c CROSS JOIN LATERAL unnest(c.types) AS t (type) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) n
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) f
    USING (policy, policy_commit, model, endpoint, effort, language, source, simulated);
  INSERT INTO rule_day
  SELECT counted, v.policy, v.policy_commit, v.rule, v.source, v.simulated,
    v.verdicts, v.violates, v.undetermined, v.flagged, coalesce(f.findings, '{}') FROM (
      SELECT policy, policy_commit, r.rule, source, simulated, count(*) AS verdicts,
        count(*) FILTER (WHERE outcome = 'violates') AS violates,
        count(*) FILTER (WHERE outcome = 'undetermined') AS undetermined, count(*) FILTER (WHERE flagged) AS flagged
      FROM counted_verdict c CROSS JOIN LATERAL (SELECT DISTINCT unnest(c.rules) AS rule) r GROUP BY 1, 2, 3, 4, 5) v
  LEFT JOIN (
      SELECT policy, policy_commit, rule, source, simulated,
        jsonb_object_agg(type, jsonb_build_array(n, hard)) AS findings FROM (
          SELECT policy, policy_commit, r.rule, source, simulated, t.type, count(*) AS n,
            count(*) FILTER (WHERE t.type = ANY(c.hard)) AS hard
          FROM counted_verdict c CROSS JOIN LATERAL (SELECT DISTINCT unnest(c.rules) AS rule) r
          CROSS JOIN LATERAL unnest(c.types) AS t (type) GROUP BY 1, 2, 3, 4, 5, 6) n
      GROUP BY 1, 2, 3, 4, 5) f
    USING (policy, policy_commit, rule, source, simulated);
END $$;

-- Imports: what another system took for the right answer, before anybody corrected it.
ALTER TABLE "record_verdict" ADD COLUMN "logged_expected" TEXT;
-- Imports are few among many: found without passing over the rest.
CREATE INDEX "record_verdict_imported_idx" ON "record_verdict"("id") WHERE "source" = 'import';
