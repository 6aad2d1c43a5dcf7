-- The log: every row of a record_* table becomes an entry of one append-only Merkle tree. A trigger puts each new row
-- into log_pending in the row's own transaction, so that no writer can forget it; one sequencer takes it from there.

-- What an entry says of a kind of record, and how its words are bound. A migration that makes a record_* table
-- registers it with log_records(); nothing else has to know the new kind.
CREATE TABLE "log_kind" (
    "kind" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "id_column" TEXT NOT NULL,
    "part_column" TEXT,
    "facts" TEXT[],
    "words_table" TEXT,
    "words_id_column" TEXT,
    "words_columns" TEXT[],
    "words_form" TEXT,

    CONSTRAINT "log_kind_pkey" PRIMARY KEY ("kind"),
    CHECK (("words_table" IS NULL) = ("words_form" IS NULL)),
    CHECK ("words_form" IN ('object', 'value', 'text'))
);
CREATE UNIQUE INDEX "log_kind_table_name_key" ON "log_kind"("table_name");

-- Rows that wait for their index. One whose record cannot be found waits for ever, marked, and is reported.
CREATE TABLE "log_pending" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "missing_since" TIMESTAMPTZ(3),

    CONSTRAINT "log_pending_pkey" PRIMARY KEY ("id")
);

-- The entries in the order of the tree, each with the salt of its commitment to the row.
CREATE TABLE "log_entry" (
    "index" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "salt" BYTEA NOT NULL,
    "entry" BYTEA NOT NULL,

    CONSTRAINT "log_entry_pkey" PRIMARY KEY ("index")
);
CREATE UNIQUE INDEX "log_entry_record_id_kind_part_key" ON "log_entry"("record_id", "kind", "part");

-- Hash tiles, each at its widest; a narrower form is a prefix of it.
CREATE TABLE "log_tile" (
    "level" SMALLINT NOT NULL,
    "number" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "log_tile_pkey" PRIMARY KEY ("level", "number")
);

-- One row: how far the tree has grown, under which name; why it may not be signed ("halted"), or is not for the time
-- being ("unsigned").
CREATE TABLE "log_state" (
    "id" INTEGER NOT NULL,
    "origin" TEXT,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "halted" TEXT,
    "unsigned" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_state_pkey" PRIMARY KEY ("id"),
    CHECK ("id" = 1)
);
INSERT INTO "log_state" ("id", "size", "root", "updated_at") VALUES (1, 0, sha256(''), now());

-- Signed tree heads. One root a size and origin, for ever.
CREATE TABLE "log_checkpoint" (
    "origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_checkpoint_pkey" PRIMARY KEY ("origin", "size")
);

-- What witnesses signed of them.
CREATE TABLE "log_cosignature" (
    "origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_cosignature_pkey" PRIMARY KEY ("origin", "size", "witness")
);

-- Mutable: what each configured witness last showed of the log; "conflict" where it holds a tree that is not ours.
CREATE TABLE "log_witness" (
    "name" TEXT NOT NULL,
    "vkey" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "conflict" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_witness_pkey" PRIMARY KEY ("name")
);

-- Fact: a verifier key of the log came into use or was retired.
CREATE TABLE "record_log_key" (
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "vkey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_log_key_pkey" PRIMARY KEY ("id"),
    CHECK ("kind" IN ('introduced', 'retired'))
);
CREATE UNIQUE INDEX "record_log_key_vkey_kind_key" ON "record_log_key"("vkey", "kind");

-- Fact: the same tree goes on under another name, since what was signed under the old one is no longer all here.
CREATE TABLE "record_log_continuation" (
    "id" UUID NOT NULL,
    "from_origin" TEXT NOT NULL,
    "to_origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_log_continuation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_log_continuation_to_origin_key" ON "record_log_continuation"("to_origin");

-- Signed digests, one a day and as many more as were asked for.
CREATE TABLE "log_digest" (
    "day" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "log_digest_pkey" PRIMARY KEY ("day", "made_at")
);

-- Guards -----------------------------------------------------------------------------------------------------------

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "log_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "log_checkpoint" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "log_cosignature" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "log_digest" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON "log_digest" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON "log_entry" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON "log_tile" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON "log_checkpoint" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON "log_cosignature" EXECUTE FUNCTION refuse_change();

-- A tile only grows at its end, and the tree only grows.
CREATE FUNCTION guard_tile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND new.level = old.level AND new.number = old.number
     AND substring(new.hashes FOR length(old.hashes)) = old.hashes THEN RETURN new; END IF;
  RAISE EXCEPTION 'a tile of the log only grows at its end: % is refused', tg_op USING ERRCODE = 'AZ001';
END $$;
CREATE TRIGGER grow_only BEFORE UPDATE OR DELETE ON "log_tile" FOR EACH ROW EXECUTE FUNCTION guard_tile();

CREATE FUNCTION guard_log_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND (new.size > old.size OR (new.size = old.size AND new.root = old.root)) THEN RETURN new; END IF;
  RAISE EXCEPTION 'the log only grows: % is refused', tg_op USING ERRCODE = 'AZ001';
END $$;
CREATE TRIGGER grow_only BEFORE UPDATE OR DELETE ON "log_state" FOR EACH ROW EXECUTE FUNCTION guard_log_state();

-- From a row to the log ----------------------------------------------------------------------------------------------

-- Arguments: kind, id column, part column or ''.
CREATE FUNCTION put_on_log() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  EXECUTE format('INSERT INTO log_pending (kind, record_id, part) SELECT %L, %I, %s FROM fresh',
    tg_argv[0], tg_argv[1], CASE WHEN tg_argv[2] = '' THEN '0' ELSE quote_ident(tg_argv[2]) END);
  RETURN NULL;
END $$;

-- Registers a record table: its rows get entries from now on, and those it holds already follow in the order of their
-- ids. `facts` names the columns an entry states openly: closed words, ids of records, git oids; nothing personal.
-- The words of a row lie in `words_table` under `words_id` (and the same part column) and are bound by the row's own
-- commitment over `words_columns`: as one JSON object, as one JSON value, or as plain text.
CREATE FUNCTION log_records(
  name text, kind text, facts text[], id_column text DEFAULT 'id', part_column text DEFAULT NULL,
  words_table text DEFAULT NULL, words_id text DEFAULT NULL, words_columns text[] DEFAULT NULL, words_form text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  INSERT INTO log_kind VALUES (kind, name, id_column, part_column, facts, words_table, words_id, words_columns, words_form);
  EXECUTE format('CREATE TRIGGER on_the_log AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION put_on_log(%L, %L, %L)', name, kind, id_column, coalesce(part_column, ''));
  EXECUTE format('INSERT INTO log_pending (kind, record_id, part) SELECT %L, %I, %s FROM %I ORDER BY 2, 3',
    kind, id_column, coalesce(quote_ident(part_column), '0'), name);
END $$;

-- What every record table needs, in one call: append-only, no truncation, and the application's rights.
CREATE FUNCTION guard_record(name text) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  PERFORM guard_table(name);
  EXECUTE format('GRANT SELECT, INSERT ON %I TO assize_app', name);
END $$;

-- The same for a table of words.
CREATE FUNCTION guard_payload(name text) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER words BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION guard_words()', name);
  PERFORM guard_table(name);
  EXECUTE format('GRANT SELECT, INSERT ON %I TO assize_app', name);
  EXECUTE format('GRANT SELECT, DELETE ON %I TO assize_eraser', name);
END $$;

SELECT guard_record('record_log_key');
SELECT guard_record('record_log_continuation');

SELECT log_records('record_log_key', 'log-key', '{kind,vkey}');
SELECT log_records('record_log_continuation', 'log-continuation', '{from_origin,to_origin,size,root}');
SELECT log_records('record_role_grant', 'role-grant', '{subject_kind,role,granted}');
SELECT log_records('record_key_event', 'key', '{key_id,kind}');
SELECT log_records('record_ref_move', 'ref-move', '{repo,name,old_oid,new_oid}');
SELECT log_records('record_policy_version', 'policy-version', '{policy,commit,sequence,bundle_sha256}');
SELECT log_records('record_publication', 'publication', '{policy,commit,kind}');
SELECT log_records('record_content_item', 'content-item', '{source}', 'id', NULL,
  'payload_content_item', 'content_item_id', '{body}', 'value');
SELECT log_records('record_verdict', 'verdict',
  '{policy,policy_commit,policy_bundle_sha256,outcome,model,answered_by,arm,simulated,source}', 'id', NULL,
  'payload_verdict', 'verdict_id', '{trace,output,rationale}', 'object');
SELECT log_records('record_attempt', 'attempt', '{model,simulated}', 'verdict_id', 'number',
  'payload_attempt', 'verdict_id', '{raw}', 'text');
SELECT log_records('record_finding_set', 'finding-set', '{verdict_id,detectors_version,flagged,types}', 'id', NULL,
  'payload_finding_set', 'finding_set_id', '{evidence}', 'value');
SELECT log_records('record_action', 'action', '{verdict_id,policy,policy_commit,kind,interim,cause_kind}');
SELECT log_records('record_case_event', 'case-event', '{case_id,kind}');
SELECT log_records('record_decision', 'decision', '{verdict_id,policy,policy_commit,outcome,is_correction,action}',
  'id', NULL, 'payload_decision', 'decision_id', '{rationale}', 'object');
SELECT log_records('record_reversal', 'reversal', '{decision_id}');
SELECT log_records('record_appeal', 'appeal', '{action_id,policy,policy_commit}', 'id', NULL,
  'payload_appeal', 'appeal_id', '{statement}', 'object');
SELECT log_records('record_appeal_decision', 'appeal-decision', '{appeal_id,outcome,action}', 'id', NULL,
  'payload_appeal_decision', 'appeal_decision_id', '{reasons}', 'object');
SELECT log_records('record_dataset', 'dataset', '{version,items,simulated}');
SELECT log_records('record_dataset_item', 'dataset-item', '{split,simulated}', 'dataset_id', 'position');
SELECT log_records('record_dataset_export', 'dataset-export', '{dataset_id,format,lines}');

GRANT SELECT ON "log_kind" TO assize_app, assize_eraser;
GRANT SELECT, INSERT, DELETE ON "log_pending" TO assize_app;
GRANT UPDATE ("missing_since") ON "log_pending" TO assize_app;
GRANT INSERT ON "log_pending" TO assize_eraser;
GRANT SELECT, INSERT ON "log_entry", "log_checkpoint", "log_cosignature", "log_digest" TO assize_app;
GRANT SELECT, INSERT, UPDATE ON "log_tile" TO assize_app;
GRANT SELECT, UPDATE ON "log_state" TO assize_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "log_witness" TO assize_app;
GRANT USAGE ON SEQUENCE "log_pending_id_seq" TO assize_app, assize_eraser;
