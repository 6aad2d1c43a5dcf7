-- The audit trail: who saw, changed or took out what. Partitioned by month of the id, as verdicts are.

CREATE TABLE "record_audit_event" (
    "id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_role" TEXT,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT,
    "target_ids" TEXT[],
    "before_digest" BYTEA,
    "after_digest" BYTEA,
    "reason" TEXT,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "request_id" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_audit_event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- The timelines of one person, one object, one type and one kind of act, each read in the order of its index.
CREATE INDEX "record_audit_event_actor_id_id_idx" ON "record_audit_event"("actor_id", "id");
CREATE INDEX "record_audit_event_target_id_id_idx" ON "record_audit_event"("target_id", "id");
CREATE INDEX "record_audit_event_target_type_id_idx" ON "record_audit_event"("target_type", "id");
CREATE INDEX "record_audit_event_action_id_idx" ON "record_audit_event"("action", "id");
-- One object among the many that a list showed.
CREATE INDEX "record_audit_event_target_ids_idx" ON "record_audit_event" USING GIN ("target_ids");
CREATE INDEX "record_audit_event_not_done" ON "record_audit_event" ("outcome", "id") WHERE "outcome" <> 'done';

-- No words of people: closed words, ids and digests, short enough that one event stays below 64 KiB.
ALTER TABLE "record_audit_event"
  ADD CHECK ("actor_kind" IN ('person', 'service', 'system', 'stranger')),
  ADD CHECK (("actor_id" IS NOT NULL) = ("actor_kind" IN ('person', 'service'))),
  ADD CHECK ("action" ~ '^[a-z][a-z-]{0,39}(\.[a-z][a-z-]{0,39}){1,2}$'),
  ADD CHECK ("target_type" ~ '^[a-z][a-z-]{0,39}$'),
  ADD CHECK (length("target_id") <= 200),
  ADD CHECK ("target_id" IS NULL OR "target_ids" IS NULL),
  ADD CHECK (cardinality("target_ids") BETWEEN 1 AND 500),
  ADD CHECK (length("before_digest") = 32),
  ADD CHECK (length("after_digest") = 32),
  ADD CHECK ("reason" ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$'),
  ADD CHECK ("outcome" IN ('done', 'refused', 'failed')),
  ADD CHECK (("outcome" = 'done') = ("code" IS NULL)),
  ADD CHECK ("code" ~ '^[A-Z][A-Z0-9_]{0,63}$'),
  ADD CHECK (length("request_id") <= 64);

INSERT INTO "partitioned_table" VALUES ('record_audit_event');
CREATE TABLE "record_audit_event_default" PARTITION OF "record_audit_event" DEFAULT;
SELECT guard_table('record_audit_event_default');
SELECT ensure_partitions(now(), now() + interval '2 months');

SELECT guard_record('record_audit_event');
SELECT log_records('record_audit_event', 'audit-event', '{actor_kind,action,target_type,outcome,code}');
