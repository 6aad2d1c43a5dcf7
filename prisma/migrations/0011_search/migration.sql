-- Search: the listing carries everything lists filter and sort by, words are found by index, near-duplicates by their
-- sketch, and queries have names.

-- What the listing says of a verdict ----------------------------------------------------------------------------------

ALTER TABLE "verdict_listing"
  ADD COLUMN "effort" TEXT,
  ADD COLUMN "answered_by" TEXT NOT NULL DEFAULT 'model',
  ADD COLUMN "region" TEXT,
  ADD COLUMN "cost_micros" BIGINT,
  ADD COLUMN "latency_ms" REAL,
  -- What the platform is asked to do now; null where nothing was ever asked.
  ADD COLUMN "action" TEXT,
  -- Who decided its case, unless the decision was taken back.
  ADD COLUMN "reviewer" UUID,
  -- `open`, or how its newest appeal ended.
  ADD COLUMN "appeal" TEXT;

-- Lists and searches read month by month: each month has figures of its own, and plans that fit them. What may be read of
-- a whole table may be read of its parts.
CREATE OR REPLACE FUNCTION guard_table(name text) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF name LIKE 'record\_%' OR name LIKE 'payload\_%' THEN
    EXECUTE format('CREATE TRIGGER keep_all BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name);
  END IF;
  PERFORM open_part(name);
END $$;

CREATE FUNCTION open_part(name text) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF name ~ '^(verdict_listing|payload_content_item|payload_verdict)_(y\d{4}m\d{2}|default)$' THEN
    EXECUTE format('GRANT SELECT ON %I TO assize_app', name);
  END IF;
END $$;

SELECT open_part(c.relname) FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid;

-- Few indexes, each for a way lists are walked. A month holds so many rows that an order alone finds a page of what is
-- frequent; what is rare is found by the one GIN index, whichever of its columns it is rare in. Scalars stand in it as
-- arrays of one, so that the same index and the same statistics serve them all.
DROP INDEX "verdict_listing_policy_verdict_id_idx";
DROP INDEX "verdict_listing_policy_commit_verdict_id_idx";
DROP INDEX "verdict_listing_outcome_verdict_id_idx";
DROP INDEX "verdict_listing_flagged_verdict_id_idx";
DROP INDEX "verdict_listing_submitted_by_verdict_id_idx";
DROP INDEX "verdict_listing_external_id_idx";
DROP INDEX "verdict_listing_finding_types_idx";
DROP INDEX "verdict_listing_rules_idx";

CREATE INDEX "verdict_listing_policy_commit_decided_at_verdict_id_idx"
  ON "verdict_listing" ("policy_commit", "decided_at", "verdict_id");
-- A cost nobody knows counts as less than none, so that every order is total.
CREATE INDEX "verdict_listing_cost" ON "verdict_listing" (coalesce("cost_micros", -1), "verdict_id");
CREATE INDEX "verdict_listing_external_id" ON "verdict_listing" ("external_id") WHERE "external_id" IS NOT NULL;
CREATE INDEX "verdict_listing_reviewer" ON "verdict_listing" ("reviewer", "decided_at", "verdict_id")
  WHERE "reviewer" IS NOT NULL;
CREATE INDEX "verdict_listing_appeal" ON "verdict_listing" ("appeal", "decided_at", "verdict_id")
  WHERE "appeal" IS NOT NULL;
CREATE INDEX "verdict_listing_terms" ON "verdict_listing" USING GIN (
  "rules", "finding_types", (ARRAY["policy"]), (ARRAY["outcome"]), (ARRAY["language"]), (ARRAY["region"]),
  (ARRAY["endpoint"]), (ARRAY["model"]), (ARRAY["effort"]), (ARRAY["answered_by"]), (ARRAY["arm"]), (ARRAY["source"]),
  (ARRAY["action"])
);

-- What became of a verdict: its case, the action that counts now, who decided, and how its appeal stands. Facts of
-- other rooms, gathered for the listing.
CREATE FUNCTION standing_of_verdicts(ids uuid[]) RETURNS TABLE (
  verdict_id uuid, case_id uuid, case_state text, action text, reviewer uuid, appeal text
) LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT v.id, c.id, c.state,
    (SELECT a.kind FROM record_action a WHERE a.verdict_id = v.id ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1),
    (SELECT d.decided_by FROM record_decision d
     WHERE d.verdict_id = v.id AND NOT EXISTS (SELECT FROM record_reversal r WHERE r.decision_id = d.id)
     ORDER BY d.id DESC LIMIT 1),
    (SELECT coalesce(e.outcome, 'open') FROM record_action a JOIN record_appeal p ON p.action_id = a.id
     LEFT JOIN record_appeal_decision e ON e.appeal_id = p.id
     WHERE a.verdict_id = v.id ORDER BY p.id DESC LIMIT 1)
  FROM unnest(ids) AS v (id) LEFT JOIN review_case c ON c.verdict_id = v.id
$$;

-- The listing of verdicts as the facts have it; what stands in the table is a copy, and can be made anew from this. What
-- the platform calls content goes from lists with its words, and stays out of them.
CREATE FUNCTION listing_of_verdicts(ids uuid[]) RETURNS SETOF verdict_listing
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT r.* FROM unnest(ids) AS n (id)
  JOIN record_verdict v ON v.id = n.id
  JOIN record_content_item i ON i.id = v.content_item_id
  LEFT JOIN LATERAL (
    SELECT f.id, f.types, f.flagged, f.risk FROM record_finding_set f
    WHERE f.verdict_id = v.id ORDER BY f.id DESC LIMIT 1) f ON true
  JOIN standing_of_verdicts(ids) s ON s.verdict_id = v.id
  CROSS JOIN LATERAL jsonb_populate_record(NULL::verdict_listing, jsonb_build_object(
    'verdict_id', v.id, 'content_item_id', v.content_item_id, 'policy', v.policy, 'policy_commit', v.policy_commit,
    'outcome', v.outcome, 'rules', v.rules, 'finding_types', coalesce(f.types, '{}'),
    'flagged', coalesce(f.flagged, v.outcome = 'undetermined'), 'risk', coalesce(f.risk, 0), 'model', v.model,
    'endpoint', v.endpoint, 'arm', v.arm, 'simulated', v.simulated, 'source', v.source,
    'external_id', CASE WHEN NOT EXISTS (
      SELECT FROM record_erased_item e WHERE e.content_item_id = v.content_item_id) THEN v.external_id END,
    'language', i.language, 'submitted_by', i.submitted_by, 'case_id', s.case_id,
    'case_state', s.case_state, 'finding_set_id', f.id, 'decided_at', v.decided_at, 'effort', v.effort,
    'answered_by', v.answered_by, 'region', i.region, 'cost_micros', v.cost_micros, 'latency_ms', v.latency_ms::real,
    'action', s.action, 'reviewer', s.reviewer, 'appeal', s.appeal)) r
$$;

-- Makes the listing of these verdicts anew. Answers how many stand in it.
CREATE FUNCTION rebuild_verdict_listing(ids uuid[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE made bigint;
BEGIN
  DELETE FROM verdict_listing WHERE verdict_id = ANY(ids);
  INSERT INTO verdict_listing SELECT * FROM listing_of_verdicts(ids);
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;

-- What happens to a verdict after it was recorded reaches the listing in the transaction of the fact. The recorder
-- itself writes what a verdict causes at once, so that its own actions need no second look.
CREATE FUNCTION relist_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE verdict uuid;
BEGIN
  verdict := CASE tg_table_name
    WHEN 'record_action' THEN (to_jsonb(new) ->> 'verdict_id')::uuid
    WHEN 'record_decision' THEN (to_jsonb(new) ->> 'verdict_id')::uuid
    WHEN 'record_reversal' THEN (
      SELECT d.verdict_id FROM record_decision d WHERE d.id = (to_jsonb(new) ->> 'decision_id')::uuid)
    WHEN 'record_appeal' THEN (
      SELECT a.verdict_id FROM record_action a WHERE a.id = (to_jsonb(new) ->> 'action_id')::uuid)
    WHEN 'record_appeal_decision' THEN (
      SELECT a.verdict_id FROM record_appeal p JOIN record_action a ON a.id = p.action_id
      WHERE p.id = (to_jsonb(new) ->> 'appeal_id')::uuid)
  END;
  IF verdict IS NOT NULL THEN
    UPDATE verdict_listing l SET action = s.action, reviewer = s.reviewer, appeal = s.appeal
    FROM standing_of_verdicts(ARRAY[verdict]) s
    WHERE l.verdict_id = verdict AND (l.action, l.reviewer, l.appeal) IS DISTINCT FROM (s.action, s.reviewer, s.appeal);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER relist AFTER INSERT ON "record_action" FOR EACH ROW WHEN (new.cause_kind <> 'verdict')
  EXECUTE FUNCTION relist_verdict();
CREATE TRIGGER relist AFTER INSERT ON "record_decision" FOR EACH ROW EXECUTE FUNCTION relist_verdict();
CREATE TRIGGER relist AFTER INSERT ON "record_reversal" FOR EACH ROW EXECUTE FUNCTION relist_verdict();
CREATE TRIGGER relist AFTER INSERT ON "record_appeal" FOR EACH ROW EXECUTE FUNCTION relist_verdict();
CREATE TRIGGER relist AFTER INSERT ON "record_appeal_decision" FOR EACH ROW EXECUTE FUNCTION relist_verdict();

-- Of verdicts that were listed before, what the new columns say.
UPDATE "verdict_listing" l SET effort = v.effort, answered_by = v.answered_by, cost_micros = v.cost_micros,
  latency_ms = v.latency_ms, region = i.region, action = s.action, reviewer = s.reviewer, appeal = s.appeal
FROM "record_verdict" v JOIN "record_content_item" i ON i.id = v.content_item_id
CROSS JOIN LATERAL standing_of_verdicts(ARRAY[v.id]) s WHERE v.id = l.verdict_id;

-- The commits of a policy between two of its versions, both included, whichever is older. Versions of a policy follow one
-- another, each the parent of the next, and their sequence says so. A version is named by its commit, by the first digits
-- of it, or as v2. Nothing where a name is unknown or could be several.
CREATE FUNCTION policy_versions_between(of_policy text, one text, other text) RETURNS text[]
LANGUAGE sql STABLE STRICT SET search_path = public AS $$
  WITH ends AS (
    SELECT min(v.sequence) AS sequence FROM unnest(ARRAY[one, other]) WITH ORDINALITY AS n (name, place)
    LEFT JOIN record_policy_version v ON v.policy = of_policy
      AND ('v' || v.sequence = lower(n.name)
        OR (n.name ~ '^[0-9a-fA-F]{4,64}$' AND starts_with(v.commit, lower(n.name))))
    GROUP BY n.place HAVING count(DISTINCT v.sequence) = 1)
  SELECT coalesce(array_agg(v.commit ORDER BY v.sequence), '{}') FROM record_policy_version v
  WHERE v.policy = of_policy AND (SELECT count(*) FROM ends) = 2
    AND v.sequence BETWEEN (SELECT min(sequence) FROM ends) AND (SELECT max(sequence) FROM ends)
$$;

-- Near-duplicates --------------------------------------------------------------------------------------------------------

-- Words: what a content item has in common with others that read nearly the same. Made of its words, it goes with them.
CREATE TABLE "payload_content_sketch" (
    "content_item_id" UUID NOT NULL,
    "signature" BYTEA NOT NULL,
    "bands" INTEGER[],

    CONSTRAINT "payload_content_sketch_pkey" PRIMARY KEY ("content_item_id")
) PARTITION BY RANGE ("content_item_id");
CREATE INDEX "payload_content_sketch_bands_idx" ON "payload_content_sketch" USING GIN ("bands");
CREATE TABLE "payload_content_sketch_default" PARTITION OF "payload_content_sketch" DEFAULT;
SELECT guard_payload('payload_content_sketch');
SELECT guard_table('payload_content_sketch_default');
INSERT INTO "partitioned_table" VALUES ('payload_content_sketch');

-- The same months its neighbour has.
SELECT ensure_partitions(at, at) FROM (
  SELECT to_timestamp(substring(c.relname FROM '_y\d{4}m\d{2}$'), '"_y"YYYY"m"MM') AS at
  FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
  WHERE h.inhparent = 'payload_content_item'::regclass AND c.relname ~ '_y\d{4}m\d{2}$') AS months;

-- Queries with a name ------------------------------------------------------------------------------------------------------

-- Mutable: a person's own, shown to others where shared.
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_view_owner_name_key" ON "saved_view"("owner", "name");

-- Mutable: a count under way, and its answer for as long as somebody looks at it.
CREATE TABLE "verdict_total" (
    "id" UUID NOT NULL,
    "owner" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "parts" INTEGER NOT NULL,
    "parts_done" INTEGER NOT NULL,
    "counted" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verdict_total_pkey" PRIMARY KEY ("id"),
    CHECK ("state" IN ('waiting', 'counting', 'done', 'left', 'failed'))
);
CREATE INDEX "verdict_total_asked_at_idx" ON "verdict_total"("asked_at");

GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_view", "verdict_total" TO assize_app;
