-- The record, first form. Facts (record_*) are append-only, words (payload_*) can be erased by one role,
-- mutable state lives in the few tables named without a prefix.

CREATE TABLE "record_appeal" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "action_id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "verdict_id" UUID,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "lodged_by_kind" TEXT NOT NULL,
    "lodged_by" UUID NOT NULL,
    "commitment" BYTEA NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_appeal_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "payload_appeal" (
    "appeal_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "statement" TEXT NOT NULL,

    CONSTRAINT "payload_appeal_pkey" PRIMARY KEY ("appeal_id")
);

CREATE TABLE "record_appeal_decision" (
    "id" UUID NOT NULL,
    "appeal_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "decided_by" UUID NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_appeal_decision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "payload_appeal_decision" (
    "appeal_decision_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "reasons" TEXT NOT NULL,

    CONSTRAINT "payload_appeal_decision_pkey" PRIMARY KEY ("appeal_decision_id")
);

CREATE TABLE "classification" (
    "id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "effort" TEXT,
    "priority" INTEGER NOT NULL,
    "on_premises_only" BOOLEAN NOT NULL,
    "mode" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "external_id" TEXT,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline_at" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "classification_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "submission" (
    "caller" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "classification_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("caller","idempotency_key")
);

CREATE TABLE "reconciliation" (
    "window" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "accepted" BIGINT NOT NULL,
    "recorded" BIGINT NOT NULL,
    "undetermined" BIGINT NOT NULL,
    "pending" BIGINT NOT NULL,
    "longest_pending_ms" DOUBLE PRECISION,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("window")
);

CREATE TABLE "record_content_item" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "commitment" BYTEA NOT NULL,
    "external_id" TEXT,
    "language" TEXT,
    "region" TEXT,
    "characters" INTEGER NOT NULL,
    "turns" INTEGER NOT NULL,
    "subject_turn" INTEGER,
    "submitted_by" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_content_item_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

CREATE TABLE "payload_content_item" (
    "content_item_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "body" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "payload_content_item_pkey" PRIMARY KEY ("content_item_id")
) PARTITION BY RANGE ("content_item_id");

CREATE TABLE "record_dataset" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "selection" JSONB NOT NULL,
    "seed" TEXT NOT NULL,
    "items" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "built_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_dataset_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_dataset_item" (
    "dataset_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content_item_id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "rules" TEXT[],
    "kind" TEXT NOT NULL,
    "split" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "item_digest" TEXT NOT NULL,

    CONSTRAINT "record_dataset_item_pkey" PRIMARY KEY ("dataset_id","position")
);

CREATE TABLE "record_dataset_export" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "split" TEXT,
    "lines" INTEGER NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "exported_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_dataset_export_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_action" (
    "id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "verdict_id" UUID,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "interim" BOOLEAN NOT NULL,
    "cause_kind" TEXT NOT NULL,
    "cause_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_action_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "git_repo" (
    "id" TEXT NOT NULL,
    "default_branch" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "git_repo_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "git_object" (
    "repo" TEXT NOT NULL,
    "oid" BYTEA NOT NULL,
    "type" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "git_object_pkey" PRIMARY KEY ("repo","oid")
);

CREATE TABLE "git_ref" (
    "repo" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "oid" BYTEA,
    "target" TEXT,

    CONSTRAINT "git_ref_pkey" PRIMARY KEY ("repo","name")
);

CREATE TABLE "record_ref_move" (
    "id" UUID NOT NULL,
    "repo" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "old_oid" BYTEA,
    "new_oid" BYTEA,
    "moved_by" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_ref_move_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "service_account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_role_grant" (
    "id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "granted_by" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_role_grant_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "csrf_token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_key_event" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_key_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "endpoint" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "api_key_env" TEXT,
    "max_in_flight" INTEGER NOT NULL,
    "on_premises" BOOLEAN NOT NULL,
    "revision" TEXT,
    "quantization" TEXT,
    "simulated" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "endpoint_health" (
    "endpoint_id" UUID NOT NULL,
    "worker_id" TEXT NOT NULL,
    "healthy" BOOLEAN NOT NULL,
    "reason" TEXT,
    "in_flight" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "completed_last_min" INTEGER NOT NULL,
    "failed_last_min" INTEGER NOT NULL,
    "tokens_per_second" DOUBLE PRECISION NOT NULL,
    "cached_share" DOUBLE PRECISION,
    "server_version" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "endpoint_health_pkey" PRIMARY KEY ("endpoint_id","worker_id")
);

CREATE TABLE "record_policy_version" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "parent" TEXT,
    "blob" TEXT NOT NULL,
    "blob_sha256" TEXT NOT NULL,
    "bundle_sha256" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "author" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_policy_version_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_publication" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "published_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_publication_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_finding_set" (
    "id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "detectors_version" TEXT NOT NULL,
    "risk" REAL NOT NULL,
    "flagged" BOOLEAN NOT NULL,
    "types" TEXT[],
    "findings" JSONB NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_finding_set_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

CREATE TABLE "payload_finding_set" (
    "finding_set_id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "payload_finding_set_pkey" PRIMARY KEY ("finding_set_id")
) PARTITION BY RANGE ("finding_set_id");

CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "open_cases" BOOLEAN NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "recorded" INTEGER NOT NULL,
    "present" INTEGER NOT NULL,
    "versions" INTEGER NOT NULL,
    "problems" JSONB NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "review_case" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "verdict_id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "lease_holder" UUID,
    "lease_token_hash" TEXT,
    "lease_expires_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_case_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_case_event" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" UUID,
    "data" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_case_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_decision" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "rules" TEXT[],
    "severity" TEXT,
    "error_class" TEXT,
    "is_correction" BOOLEAN NOT NULL,
    "action" TEXT NOT NULL,
    "decided_by" UUID NOT NULL,
    "reverses" UUID,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_decision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "payload_decision" (
    "decision_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "rationale" TEXT NOT NULL,

    CONSTRAINT "payload_decision_pkey" PRIMARY KEY ("decision_id")
);

CREATE TABLE "record_reversal" (
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "reversed_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_reversal_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_verdict" (
    "id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "policy_blob" TEXT NOT NULL,
    "policy_bundle_sha256" TEXT NOT NULL,
    "prompt_digest" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "label" TEXT,
    "rules" TEXT[],
    "severity" TEXT,
    "confidence" TEXT,
    "undetermined_reason" TEXT,
    "model" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "server_version" TEXT,
    "system_fingerprint" TEXT,
    "effort" TEXT,
    "sampling" JSONB NOT NULL,
    "finish_reason" TEXT,
    "usage" JSONB NOT NULL,
    "cost_micros" BIGINT,
    "latency_ms" DOUBLE PRECISION,
    "attempts" INTEGER NOT NULL,
    "answered_by" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_label" TEXT,
    "expected_label" TEXT,
    "external_id" TEXT,
    "commitment" BYTEA NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_verdict_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

CREATE TABLE "payload_verdict" (
    "verdict_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "trace" TEXT,
    "output" TEXT,
    "rationale" TEXT,
    "search" tsvector,

    CONSTRAINT "payload_verdict_pkey" PRIMARY KEY ("verdict_id")
) PARTITION BY RANGE ("verdict_id");

CREATE TABLE "record_attempt" (
    "verdict_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "waited_ms" DOUBLE PRECISION NOT NULL,
    "first_token_ms" DOUBLE PRECISION,
    "whole_ms" DOUBLE PRECISION NOT NULL,
    "http_status" INTEGER,
    "finish_reason" TEXT,
    "error_class" TEXT,
    "completion_id" TEXT,
    "server_version" TEXT,
    "system_fingerprint" TEXT,
    "reasoning_field" TEXT,
    "usage" JSONB NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "commitment" BYTEA,

    CONSTRAINT "record_attempt_pkey" PRIMARY KEY ("verdict_id","number")
) PARTITION BY RANGE ("verdict_id");

CREATE TABLE "payload_attempt" (
    "verdict_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "salt" BYTEA NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "payload_attempt_pkey" PRIMARY KEY ("verdict_id","number")
) PARTITION BY RANGE ("verdict_id");

CREATE TABLE "verdict_listing" (
    "verdict_id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "rules" TEXT[],
    "finding_types" TEXT[],
    "flagged" BOOLEAN NOT NULL,
    "risk" REAL NOT NULL,
    "model" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT,
    "language" TEXT,
    "submitted_by" TEXT NOT NULL,
    "case_id" UUID,
    "case_state" TEXT,
    "finding_set_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verdict_listing_pkey" PRIMARY KEY ("verdict_id")
) PARTITION BY RANGE ("verdict_id");

CREATE UNIQUE INDEX "record_appeal_number_key" ON "record_appeal"("number");

CREATE INDEX "record_appeal_content_item_id_idx" ON "record_appeal"("content_item_id");

CREATE INDEX "record_appeal_due_at_idx" ON "record_appeal"("due_at");

CREATE UNIQUE INDEX "record_appeal_action_id_key" ON "record_appeal"("action_id");

CREATE UNIQUE INDEX "record_appeal_decision_appeal_id_key" ON "record_appeal_decision"("appeal_id");

CREATE INDEX "record_appeal_decision_decided_by_idx" ON "record_appeal_decision"("decided_by");

CREATE INDEX "classification_state_id_idx" ON "classification"("state", "id");

CREATE INDEX "classification_content_item_id_idx" ON "classification"("content_item_id");

CREATE INDEX "submission_created_at_idx" ON "submission"("created_at");

CREATE INDEX "record_content_item_fingerprint_idx" ON "record_content_item"("fingerprint");

CREATE INDEX "record_content_item_external_id_idx" ON "record_content_item"("external_id");

CREATE INDEX "payload_content_item_search_idx" ON "payload_content_item" USING GIN ("search");

CREATE UNIQUE INDEX "record_dataset_name_version_key" ON "record_dataset"("name", "version");

CREATE INDEX "record_dataset_item_decision_id_idx" ON "record_dataset_item"("decision_id");

CREATE INDEX "record_dataset_item_content_item_id_idx" ON "record_dataset_item"("content_item_id");

CREATE INDEX "record_dataset_export_dataset_id_idx" ON "record_dataset_export"("dataset_id");

CREATE INDEX "record_action_content_item_id_id_idx" ON "record_action"("content_item_id", "id");

CREATE INDEX "record_action_verdict_id_idx" ON "record_action"("verdict_id");

CREATE UNIQUE INDEX "record_action_cause_kind_cause_id_key" ON "record_action"("cause_kind", "cause_id");

CREATE INDEX "record_ref_move_repo_name_id_idx" ON "record_ref_move"("repo", "name", "id");

CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

CREATE UNIQUE INDEX "service_account_name_key" ON "service_account"("name");

CREATE INDEX "record_role_grant_subject_id_role_id_idx" ON "record_role_grant"("subject_id", "role", "id");

CREATE INDEX "session_person_id_idx" ON "session"("person_id");

CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

CREATE INDEX "api_key_owner_id_idx" ON "api_key"("owner_id");

CREATE INDEX "record_key_event_key_id_idx" ON "record_key_event"("key_id");

CREATE UNIQUE INDEX "endpoint_name_key" ON "endpoint"("name");

CREATE UNIQUE INDEX "record_policy_version_policy_commit_key" ON "record_policy_version"("policy", "commit");

CREATE UNIQUE INDEX "record_policy_version_policy_sequence_key" ON "record_policy_version"("policy", "sequence");

CREATE INDEX "record_publication_policy_published_at_id_idx" ON "record_publication"("policy", "published_at", "id");

CREATE INDEX "record_finding_set_verdict_id_idx" ON "record_finding_set"("verdict_id");

CREATE UNIQUE INDEX "review_case_number_key" ON "review_case"("number");

CREATE UNIQUE INDEX "review_case_verdict_id_key" ON "review_case"("verdict_id");

CREATE INDEX "review_case_queue_state_priority_id_idx" ON "review_case"("queue", "state", "priority", "id");

CREATE INDEX "review_case_state_due_at_idx" ON "review_case"("state", "due_at");

CREATE INDEX "review_case_lease_holder_idx" ON "review_case"("lease_holder");

CREATE INDEX "record_case_event_case_id_id_idx" ON "record_case_event"("case_id", "id");

CREATE INDEX "record_case_event_by_id_id_idx" ON "record_case_event"("by_id", "id");

CREATE INDEX "record_decision_case_id_id_idx" ON "record_decision"("case_id", "id");

CREATE INDEX "record_decision_verdict_id_idx" ON "record_decision"("verdict_id");

CREATE INDEX "record_decision_content_item_id_idx" ON "record_decision"("content_item_id");

CREATE INDEX "record_decision_decided_by_id_idx" ON "record_decision"("decided_by", "id");

CREATE UNIQUE INDEX "record_reversal_decision_id_key" ON "record_reversal"("decision_id");

CREATE INDEX "record_verdict_content_item_id_idx" ON "record_verdict"("content_item_id");

CREATE INDEX "record_verdict_external_id_idx" ON "record_verdict"("external_id");

CREATE INDEX "payload_verdict_search_idx" ON "payload_verdict" USING GIN ("search");

CREATE INDEX "verdict_listing_policy_verdict_id_idx" ON "verdict_listing"("policy", "verdict_id");

CREATE INDEX "verdict_listing_policy_commit_verdict_id_idx" ON "verdict_listing"("policy_commit", "verdict_id");

CREATE INDEX "verdict_listing_outcome_verdict_id_idx" ON "verdict_listing"("outcome", "verdict_id");

CREATE INDEX "verdict_listing_flagged_verdict_id_idx" ON "verdict_listing"("flagged", "verdict_id");

CREATE INDEX "verdict_listing_risk_verdict_id_idx" ON "verdict_listing"("risk", "verdict_id");

CREATE INDEX "verdict_listing_decided_at_verdict_id_idx" ON "verdict_listing"("decided_at", "verdict_id");

CREATE INDEX "verdict_listing_external_id_idx" ON "verdict_listing"("external_id");

CREATE INDEX "verdict_listing_content_item_id_idx" ON "verdict_listing"("content_item_id");

CREATE INDEX "verdict_listing_submitted_by_verdict_id_idx" ON "verdict_listing"("submitted_by", "verdict_id");

CREATE INDEX "verdict_listing_finding_types_idx" ON "verdict_listing" USING GIN ("finding_types");

CREATE INDEX "verdict_listing_rules_idx" ON "verdict_listing" USING GIN ("rules");

-- Partitions -------------------------------------------------------------------------------------------------------

-- The least version 7 UUID of an instant (RFC 9562, section 5.7).
CREATE FUNCTION uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

CREATE TABLE "partitioned_table" ("name" text PRIMARY KEY);
INSERT INTO "partitioned_table" VALUES ('record_content_item'), ('payload_content_item'), ('record_verdict'), ('payload_verdict'), ('record_attempt'), ('payload_attempt'), ('verdict_listing'), ('record_finding_set'), ('payload_finding_set');

-- Makes every month between two instants, both included, on every partitioned table. Safe to call at any time, by
-- several processes at once. Runs as its owner, since the application may not create tables.
CREATE FUNCTION ensure_partitions(first timestamptz, last timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET timezone = 'UTC' AS $$
DECLARE
  month timestamptz := date_trunc('month', first);
  parent text;
  child text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('assize.partitions'));
  WHILE month <= last LOOP
    FOR parent IN SELECT name FROM partitioned_table LOOP
      child := parent || to_char(month, '"_y"YYYY"m"MM');
      IF to_regclass(child) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent,
          uuid_v7_floor(month), uuid_v7_floor(month + interval '1 month'));
        PERFORM guard_table(child);
      END IF;
    END LOOP;
    month := month + interval '1 month';
  END LOOP;
END $$;

-- Guards -----------------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only: % on % is refused', tg_op, tg_table_name USING ERRCODE = 'AZ001';
END $$;

-- Words may leave by the eraser's hand only, and change never; the search vector is derived and may be filled later.
CREATE FUNCTION guard_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' AND current_user = 'assize_eraser' THEN RETURN old; END IF;
  IF tg_op = 'UPDATE' AND to_jsonb(new) - 'search' = to_jsonb(old) - 'search' THEN RETURN new; END IF;
  RAISE EXCEPTION 'words on the record may only be erased by assize_eraser: % on % is refused', tg_op, tg_table_name
    USING ERRCODE = 'AZ001';
END $$;

-- Row triggers reach partitions by themselves; the one against TRUNCATE has to be set on each table.
CREATE FUNCTION guard_table(name text) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF name LIKE 'record\_%' OR name LIKE 'payload\_%' THEN
    EXECUTE format('CREATE TRIGGER keep_all BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name);
  END IF;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['record_appeal', 'record_appeal_decision', 'record_content_item', 'record_dataset', 'record_dataset_item', 'record_dataset_export', 'record_action', 'record_ref_move', 'record_role_grant', 'record_key_event', 'record_policy_version', 'record_publication', 'record_finding_set', 'record_case_event', 'record_decision', 'record_reversal', 'record_verdict', 'record_attempt'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    PERFORM guard_table(name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['payload_appeal', 'payload_appeal_decision', 'payload_content_item', 'payload_finding_set', 'payload_decision', 'payload_verdict', 'payload_attempt'] LOOP
    EXECUTE format('CREATE TRIGGER words BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION guard_words()', name);
    PERFORM guard_table(name);
  END LOOP;
  FOR name IN SELECT p.name FROM partitioned_table p LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', name || '_default', name);
    PERFORM guard_table(name || '_default');
  END LOOP;
END $$;

SELECT ensure_partitions(now(), now() + interval '2 months');

-- Closed lists ------------------------------------------------------------------------------------------------------

ALTER TABLE "record_verdict"
  ADD CHECK ("outcome" IN ('violates', 'allowed', 'undetermined')),
  ADD CHECK ("answered_by" IN ('model', 'triage', 'rule')),
  ADD CHECK ("arm" IN ('live', 'shadow', 'canary')),
  ADD CHECK ("outcome" <> 'undetermined' OR "undetermined_reason" IS NOT NULL);
ALTER TABLE "record_decision" ADD CHECK ("outcome" IN ('violates', 'allowed', 'undetermined'));
ALTER TABLE "record_action"
  ADD CHECK ("kind" IN ('hide', 'remove', 'limit', 'warn', 'none')),
  ADD CHECK ("cause_kind" IN ('verdict', 'decision', 'appeal', 'timeout', 'reversal'));
ALTER TABLE "record_appeal_decision"
  ADD CHECK ("outcome" IN ('stands', 'partly-reversed', 'reversed', 'withdrawn', 'omitted'));
ALTER TABLE "classification" ADD CHECK ("state" IN ('pending', 'recorded'));

-- Links between facts that live equally long ----------------------------------------------------------------------

ALTER TABLE "session" ADD FOREIGN KEY ("person_id") REFERENCES "person" ("id");
ALTER TABLE "git_object" ADD FOREIGN KEY ("repo") REFERENCES "git_repo" ("id");
ALTER TABLE "git_ref" ADD FOREIGN KEY ("repo") REFERENCES "git_repo" ("id");
ALTER TABLE "record_publication" ADD FOREIGN KEY ("policy", "commit") REFERENCES "record_policy_version" ("policy", "commit");
ALTER TABLE "endpoint_health" ADD FOREIGN KEY ("endpoint_id") REFERENCES "endpoint" ("id") ON DELETE CASCADE;
ALTER TABLE "record_case_event" ADD FOREIGN KEY ("case_id") REFERENCES "review_case" ("id");
ALTER TABLE "record_decision" ADD FOREIGN KEY ("case_id") REFERENCES "review_case" ("id");
ALTER TABLE "record_reversal" ADD FOREIGN KEY ("decision_id") REFERENCES "record_decision" ("id");
ALTER TABLE "record_appeal" ADD FOREIGN KEY ("action_id") REFERENCES "record_action" ("id");
ALTER TABLE "record_appeal_decision" ADD FOREIGN KEY ("appeal_id") REFERENCES "record_appeal" ("id");
ALTER TABLE "record_dataset_item" ADD FOREIGN KEY ("dataset_id") REFERENCES "record_dataset" ("id");
ALTER TABLE "record_dataset_export" ADD FOREIGN KEY ("dataset_id") REFERENCES "record_dataset" ("id");

-- Separation of duty, below the resolvers ---------------------------------------------------------------------------

-- An appeal is never decided by a person who decided about the same content item before (S2).
CREATE FUNCTION refuse_own_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM record_appeal a JOIN record_decision d ON d.content_item_id = a.content_item_id
    WHERE a.id = new.appeal_id AND d.decided_by = new.decided_by
  ) THEN
    RAISE EXCEPTION 'the person who decided before may not decide the appeal' USING ERRCODE = 'AZ002';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER other_person BEFORE INSERT ON "record_appeal_decision" FOR EACH ROW EXECUTE FUNCTION refuse_own_appeal();

-- The newest entry of an unfinished piece of work is found without reading finished ones.
CREATE INDEX "classification_pending" ON "classification" ("id") WHERE "state" = 'pending';
CREATE INDEX "outbox_waiting" ON "outbox" ("id") WHERE "published_at" IS NULL;
CREATE INDEX "review_case_claim" ON "review_case" ("queue", "priority" DESC, "id") WHERE "state" IN ('waiting', 'leased');
CREATE INDEX "payload_verdict_unindexed" ON "payload_verdict" ("verdict_id") WHERE "search" IS NULL;
CREATE INDEX "payload_content_item_unindexed" ON "payload_content_item" ("content_item_id") WHERE "search" IS NULL;

-- Roles --------------------------------------------------------------------------------------------------------------

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['assize_app', 'assize_eraser'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, name, 'SET') THEN EXECUTE format('GRANT %I TO %I', name, current_user); END IF;
  END LOOP;
END $$;

CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION assize_app;
GRANT USAGE ON SCHEMA public TO assize_app, assize_eraser;
GRANT SELECT, INSERT ON "record_appeal", "record_appeal_decision", "record_content_item", "record_dataset", "record_dataset_item", "record_dataset_export", "record_action", "record_ref_move", "record_role_grant", "record_key_event", "record_policy_version", "record_publication", "record_finding_set", "record_case_event", "record_decision", "record_reversal", "record_verdict", "record_attempt" TO assize_app;
GRANT SELECT, INSERT ON "payload_appeal", "payload_appeal_decision", "payload_content_item", "payload_finding_set", "payload_decision", "payload_verdict", "payload_attempt" TO assize_app;
GRANT UPDATE ("search") ON "payload_verdict", "payload_content_item" TO assize_app;
GRANT SELECT, INSERT, DELETE ON "git_object" TO assize_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "classification", "submission", "reconciliation", "outbox", "git_repo", "git_ref", "person", "service_account", "session", "api_key", "endpoint", "endpoint_health", "import_run", "review_case", "verdict_listing" TO assize_app;
GRANT SELECT ON "partitioned_table" TO assize_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO assize_app;
GRANT SELECT, DELETE ON "payload_appeal", "payload_appeal_decision", "payload_content_item", "payload_finding_set", "payload_decision", "payload_verdict", "payload_attempt" TO assize_eraser;
