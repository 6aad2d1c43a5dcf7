-- Custody of words: who they are from, how long they are kept, what forbids erasing them, and what was erased why.
-- What is erased stays provable: the facts and their log entries remain, only words, salts and search vectors go.

-- Facts ----------------------------------------------------------------------------------------------------------

-- One batch of an erasure. A request is carried out in as many batches as it needs; retention runs have no request.
CREATE TABLE "record_erasure" (
    "id" UUID NOT NULL,
    "request_id" UUID,
    "scope_kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "requested_by" UUID,
    "executed_by" UUID,
    "items" INTEGER NOT NULL,
    "month" TEXT,
    "replays" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_erasure_pkey" PRIMARY KEY ("id")
);

-- Which content items a batch erased: their words, and those of everything that hung on them, are excused.
CREATE TABLE "record_erased_item" (
    "erasure_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content_item_id" UUID NOT NULL,

    CONSTRAINT "record_erased_item_pkey" PRIMARY KEY ("erasure_id", "position")
);

CREATE TABLE "record_hold" (
    "id" UUID NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "content_item_id" UUID,
    "author_key" BYTEA,
    "case_id" UUID,
    "policy" TEXT,
    "since" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3),
    "basis" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "placed_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_hold_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_hold_release" (
    "id" UUID NOT NULL,
    "hold_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "released_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_hold_release_pkey" PRIMARY KEY ("id")
);

-- Words ----------------------------------------------------------------------------------------------------------

-- Whose words an item is: an HMAC of the platform's own pseudonym for the person, under the installation's secret.
CREATE TABLE "payload_author" (
    "content_item_id" UUID NOT NULL,
    "author_key" BYTEA NOT NULL,

    CONSTRAINT "payload_author_pkey" PRIMARY KEY ("content_item_id")
) PARTITION BY RANGE ("content_item_id");

-- Mutable state --------------------------------------------------------------------------------------------------

CREATE TABLE "erasure_request" (
    "id" UUID NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "content_item_ids" UUID[],
    "author_key" BYTEA,
    "external_id" TEXT,
    "reason" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "refusal_ground" TEXT,
    "items_total" INTEGER,
    "items_done" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_request_pkey" PRIMARY KEY ("id")
);

-- How long words are kept after what was judged under a policy with an outcome; null means any.
CREATE TABLE "retention_rule" (
    "id" UUID NOT NULL,
    "policy" TEXT,
    "outcome" TEXT,
    "keep_days" INTEGER NOT NULL,
    "updated_by" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("id")
);

-- One row: whether the database may be served. A restore clears the way only when it is whole and checked.
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT,
    "restored_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id"),
    CHECK ("id" = 1),
    CHECK ("state" IN ('servable', 'restoring'))
);
INSERT INTO "installation" ("id", "state") VALUES (1, 'servable');

CREATE INDEX "record_erasure_request_id_idx" ON "record_erasure"("request_id");
CREATE INDEX "record_erased_item_content_item_id_idx" ON "record_erased_item"("content_item_id");
CREATE INDEX "record_hold_content_item_id_idx" ON "record_hold"("content_item_id");
CREATE UNIQUE INDEX "record_hold_release_hold_id_step_key" ON "record_hold_release"("hold_id", "step");
-- A hold is released by two different people.
CREATE UNIQUE INDEX "record_hold_release_hold_id_released_by_key" ON "record_hold_release"("hold_id", "released_by");
CREATE INDEX "payload_author_author_key_idx" ON "payload_author"("author_key");
CREATE INDEX "erasure_request_state_id_idx" ON "erasure_request"("state", "id");
CREATE UNIQUE INDEX "retention_rule_policy_outcome" ON "retention_rule" ("policy", "outcome") NULLS NOT DISTINCT;

-- Closed lists ---------------------------------------------------------------------------------------------------

ALTER TABLE "record_erasure"
  ADD CHECK ("scope_kind" IN ('content-item', 'author', 'external-id', 'retention', 'month')),
  ADD CHECK ("reason" IN ('subject-request', 'guardian-request', 'court-order', 'authority-order', 'submitted-in-error', 'unlawful-processing', 'retention')),
  ADD CHECK ("legal_basis" IN ('gdpr-17-1-a', 'gdpr-17-1-b', 'gdpr-17-1-c', 'gdpr-17-1-d', 'gdpr-17-1-e', 'gdpr-17-1-f', 'other-law', 'retention')),
  ADD CHECK (("scope_kind" IN ('retention', 'month')) = ("reason" = 'retention')),
  ADD CHECK (("reason" = 'retention') = ("legal_basis" = 'retention')),
  ADD CHECK (("reason" = 'retention') = ("requested_by" IS NULL)),
  ADD CHECK (("requested_by" IS NULL) = ("executed_by" IS NULL)),
  ADD CHECK (("scope_kind" = 'month') = ("month" IS NOT NULL)),
  ADD CHECK ("reason" = 'retention' OR "request_id" IS NOT NULL OR "replays" IS NOT NULL),
  -- S9: nobody carries out what they asked for themselves.
  ADD CHECK ("requested_by" <> "executed_by");
ALTER TABLE "record_hold"
  ADD CHECK ("scope_kind" IN ('content-item', 'author', 'case', 'policy')),
  ADD CHECK ("basis" IN ('cybertip-1y', 'nca-1y', 'tco-6m', 'litigation', 'regulator', 'dispute')),
  ADD CHECK (("scope_kind" = 'content-item') = ("content_item_id" IS NOT NULL)),
  ADD CHECK (("scope_kind" = 'author') = ("author_key" IS NOT NULL)),
  ADD CHECK (("scope_kind" = 'case') = ("case_id" IS NOT NULL)),
  ADD CHECK (("scope_kind" = 'policy') = ("policy" IS NOT NULL)),
  ADD CHECK ("scope_kind" = 'policy' OR ("since" IS NULL AND "until" IS NULL)),
  ADD CHECK ("expires_at" > "recorded_at");
ALTER TABLE "record_hold_release"
  ADD CHECK ("step" IN ('asked', 'confirmed')),
  ADD FOREIGN KEY ("hold_id") REFERENCES "record_hold" ("id");
ALTER TABLE "record_erased_item" ADD FOREIGN KEY ("erasure_id") REFERENCES "record_erasure" ("id");
ALTER TABLE "erasure_request"
  ADD CHECK ("scope_kind" IN ('content-item', 'author', 'external-id')),
  ADD CHECK ("state" IN ('open', 'executing', 'done', 'refused')),
  ADD CHECK (("state" = 'open') = ("decided_by" IS NULL)),
  ADD CHECK (("state" = 'refused') = ("refusal_ground" IS NOT NULL)),
  ADD CHECK ("refusal_ground" IN ('gdpr-17-3-a', 'gdpr-17-3-b', 'gdpr-17-3-c', 'gdpr-17-3-d', 'gdpr-17-3-e')),
  ADD CHECK ("decided_by" <> "requested_by");
ALTER TABLE "retention_rule"
  ADD CHECK ("outcome" IN ('violates', 'allowed', 'undetermined')),
  -- Words outlive the six months in which an appeal may be lodged.
  ADD CHECK ("keep_days" BETWEEN 180 AND 36500);

-- Separation of duty, below the resolvers -------------------------------------------------------------------------

-- What an erasure says of people is what the request says of them, and the request was decided.
CREATE FUNCTION refuse_unasked_erasure() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF new.request_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM erasure_request r WHERE r.id = new.request_id AND r.state = 'executing'
      AND r.requested_by = new.requested_by AND r.decided_by = new.executed_by
      AND r.scope_kind = new.scope_kind AND r.reason = new.reason AND r.legal_basis = new.legal_basis
  ) THEN
    RAISE EXCEPTION 'an erasure follows a request that another person has approved' USING ERRCODE = 'AZ011';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER asked_for BEFORE INSERT ON "record_erasure" FOR EACH ROW EXECUTE FUNCTION refuse_unasked_erasure();

-- The first person asks, the second confirms.
CREATE FUNCTION refuse_lone_release() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF new.step = 'confirmed' AND NOT EXISTS (
    SELECT FROM record_hold_release r WHERE r.hold_id = new.hold_id AND r.step = 'asked' AND r.released_by <> new.released_by
  ) THEN
    RAISE EXCEPTION 'a hold is released by two different people' USING ERRCODE = 'AZ012';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER two_people BEFORE INSERT ON "record_hold_release" FOR EACH ROW EXECUTE FUNCTION refuse_lone_release();

-- A request never changes what it asks for, and never goes back.
CREATE FUNCTION refuse_request_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.requested_by <> old.requested_by OR new.scope_kind <> old.scope_kind OR new.reason <> old.reason
     OR new.legal_basis <> old.legal_basis OR old.decided_by IS NOT NULL AND new.decided_by IS DISTINCT FROM old.decided_by
     OR old.state IN ('done', 'refused') AND new.state <> old.state OR new.state = 'open' AND old.state <> 'open' THEN
    RAISE EXCEPTION 'a request for erasure is decided, not rewritten' USING ERRCODE = 'AZ011';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER as_asked BEFORE UPDATE ON "erasure_request" FOR EACH ROW EXECUTE FUNCTION refuse_request_rewritten();

-- Erased words never come back: not by an import repeated, not by hand.
CREATE FUNCTION refuse_words_again() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh JOIN record_erased_item e ON e.content_item_id = fresh.content_item_id) THEN
    RAISE EXCEPTION 'the words of this content item were erased and are not taken again' USING ERRCODE = 'AZ013';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stay_erased AFTER INSERT ON "payload_content_item" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_words_again();
CREATE TRIGGER stay_erased AFTER INSERT ON "payload_author" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_words_again();

-- Rights ---------------------------------------------------------------------------------------------------------

-- The eraser reads facts, to know what hangs on what; the tables of people, sessions and keys stay shut to it.
CREATE OR REPLACE FUNCTION guard_record(name text) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  PERFORM guard_table(name);
  EXECUTE format('GRANT SELECT, INSERT ON %I TO assize_app', name);
  EXECUTE format('GRANT SELECT ON %I TO assize_eraser', name);
END $$;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT table_name FROM log_kind LOOP
    EXECUTE format('GRANT SELECT ON %I TO assize_eraser', name);
  END LOOP;
END $$;

SELECT guard_record('record_erasure');
SELECT guard_record('record_erased_item');
SELECT guard_record('record_hold');
SELECT guard_record('record_hold_release');
SELECT log_records('record_erasure', 'erasure', '{scope_kind,reason,legal_basis,items,month}');
SELECT log_records('record_erased_item', 'erased-item', '{content_item_id}', 'erasure_id', 'position');
SELECT log_records('record_hold', 'hold', '{scope_kind,basis}');
SELECT log_records('record_hold_release', 'hold-release', '{hold_id,step}');

-- Only the eraser writes that something was erased.
REVOKE INSERT ON "record_erasure", "record_erased_item" FROM assize_app;
GRANT INSERT ON "record_erasure", "record_erased_item" TO assize_eraser;

SELECT guard_payload('payload_author');
INSERT INTO "partitioned_table" VALUES ('payload_author');
CREATE TABLE "payload_author_default" PARTITION OF "payload_author" DEFAULT;
SELECT guard_table('payload_author_default');
SELECT ensure_partitions(now(), now() + interval '4 months');

GRANT SELECT, INSERT ON "erasure_request" TO assize_app;
GRANT UPDATE ("state", "decided_by", "decided_at", "refusal_ground", "failure", "finished_at") ON "erasure_request" TO assize_app;
GRANT SELECT, UPDATE ("state", "items_total", "items_done", "failure", "finished_at", "external_id") ON "erasure_request" TO assize_eraser;
GRANT SELECT, INSERT, UPDATE, DELETE ON "retention_rule" TO assize_app;
GRANT SELECT ON "retention_rule", "installation", "partitioned_table", "review_case", "classification", "verdict_listing" TO assize_eraser;
GRANT SELECT ON "installation" TO assize_app;
GRANT UPDATE ("external_id") ON "verdict_listing", "classification" TO assize_eraser;
GRANT SELECT, INSERT ON "outbox" TO assize_eraser;

-- Months ---------------------------------------------------------------------------------------------------------

-- Takes the partitions of a past month out of the tables: those of words, which must be empty, are dropped; the list
-- of verdicts, which can be built again from the facts, is set aside. The facts themselves stay.
CREATE FUNCTION retire_month(month timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET timezone = 'UTC' AS $$
DECLARE parent text; child text; words boolean; taken integer := 0;
BEGIN
  month := date_trunc('month', month);
  IF month + interval '1 month' > now() - interval '180 days' THEN
    RAISE EXCEPTION 'a month is retired no sooner than 180 days after its end' USING ERRCODE = 'AZ014';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('assize.partitions'));
  FOR parent IN SELECT name FROM partitioned_table WHERE name LIKE 'payload\_%' OR name = 'verdict_listing' ORDER BY name LOOP
    child := parent || to_char(month, '"_y"YYYY"m"MM');
    CONTINUE WHEN to_regclass(child) IS NULL;
    IF parent = 'verdict_listing' THEN
      EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, child);
      EXECUTE format('ALTER TABLE %I RENAME TO %I', child, 'retired_' || child);
      EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, assize_app', 'retired_' || child);
    ELSE
      EXECUTE format('SELECT EXISTS (SELECT FROM %I)', child) INTO words;
      IF words THEN
        RAISE EXCEPTION 'the month % still holds words in %', to_char(month, 'YYYY-MM'), parent USING ERRCODE = 'AZ014';
      END IF;
      EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, child);
      EXECUTE format('DROP TABLE %I', child);
    END IF;
    taken := taken + 1;
  END LOOP;
  RETURN taken;
END $$;
REVOKE ALL ON FUNCTION retire_month(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retire_month(timestamptz) TO assize_eraser;

-- An erasure tells the audit trail of itself, in its own transaction.
GRANT INSERT ON "record_audit_event" TO assize_eraser;
-- Digests of what was sent go with what was sent.
GRANT SELECT, UPDATE ("body_sha256") ON "submission" TO assize_eraser;

-- The application tells whether it meets the migrations it was built with, under a login that is not the owner's.
DO $$
BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON public._prisma_migrations TO assize_app;
  END IF;
END $$;
