-- Work on policies beside the branch that versions come from: changes, what is said and decided of them, what was
-- checked, the rules of branches; and how a version comes into use by parts.

CREATE TABLE "record_change" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "branch" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "base" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "reverts" UUID,

    CONSTRAINT "record_change_pkey" PRIMARY KEY ("id"),
    CHECK ("number" > 0),
    CHECK ("branch" <> "target")
);
CREATE UNIQUE INDEX "record_change_number_key" ON "record_change"("number");
CREATE INDEX "record_change_branch_idx" ON "record_change"("branch");
ALTER TABLE "record_change" ADD FOREIGN KEY ("reverts") REFERENCES "record_change" ("id");

-- What happened to a change. `commit` is the head of its branch that the event is about.
CREATE TABLE "record_change_event" (
    "id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "commit" TEXT,
    "merge_commit" TEXT,
    "words" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_change_event_pkey" PRIMARY KEY ("id"),
    CHECK ("kind" IN ('commented', 'head-moved', 'approved', 'changes-requested', 'merged', 'closed')),
    CHECK ("kind" IN ('commented', 'closed') OR "commit" IS NOT NULL),
    CHECK (("kind" = 'merged') = ("merge_commit" IS NOT NULL))
);
CREATE INDEX "record_change_event_change_id_idx" ON "record_change_event"("change_id");
CREATE INDEX "record_change_event_merge_commit_idx" ON "record_change_event"("merge_commit");
ALTER TABLE "record_change_event" ADD FOREIGN KEY ("change_id") REFERENCES "record_change" ("id");

-- Everybody whose work a change holds: who opened it, who moved its branch, whom its commits name.
CREATE TABLE "record_change_author" (
    "id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_change_author_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_change_author_change_id_person_key" ON "record_change_author"("change_id", "person");
ALTER TABLE "record_change_author" ADD FOREIGN KEY ("change_id") REFERENCES "record_change" ("id");

-- What a branch asks of whoever moves it; of the rules of one pattern the newest holds.
CREATE TABLE "record_branch_rule" (
    "id" UUID NOT NULL,
    "pattern" TEXT NOT NULL,
    "required_approvals" INTEGER NOT NULL,
    "required_checks" TEXT[],
    "direct_commits" BOOLEAN NOT NULL,
    "loosened" BOOLEAN NOT NULL,
    "reason" TEXT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_branch_rule_pkey" PRIMARY KEY ("id"),
    CHECK ("required_approvals" BETWEEN 0 AND 10),
    CHECK (NOT "loosened" OR "reason" <> '')
);
CREATE INDEX "record_branch_rule_pattern_id_idx" ON "record_branch_rule"("pattern", "id");

-- How a check of a commit stands; of one name the newest row counts.
CREATE TABLE "record_policy_check" (
    "id" UUID NOT NULL,
    "commit" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "report_id" TEXT,
    "summary" TEXT,
    "reported_by" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_policy_check_pkey" PRIMARY KEY ("id"),
    CHECK ("state" IN ('queued', 'running', 'passed', 'failed', 'errored'))
);
CREATE INDEX "record_policy_check_commit_name_id_idx" ON "record_policy_check"("commit", "name", "id");

-- Which version is judged beside the one in force, and how much of the content; of one arm the newest row holds, and
-- one without a commit ends it.
CREATE TABLE "record_release_arm" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "commit" TEXT,
    "share" INTEGER,
    "note" TEXT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_release_arm_pkey" PRIMARY KEY ("id"),
    CHECK ("arm" IN ('shadow', 'canary')),
    CHECK (("arm" = 'canary' AND "commit" IS NOT NULL) = ("share" IS NOT NULL)),
    CHECK ("share" BETWEEN 1 AND 50)
);
CREATE INDEX "record_release_arm_policy_arm_id_idx" ON "record_release_arm"("policy", "arm", "id");
ALTER TABLE "record_release_arm" ADD FOREIGN KEY ("policy", "commit")
  REFERENCES "record_policy_version" ("policy", "commit");

-- Of a classification that is not of the version in force alone: instead of it, or beside it and counted apart.
ALTER TABLE "classification" ADD COLUMN "arm" TEXT CHECK ("arm" IN ('canary', 'shadow'));
ALTER TABLE "reconciliation" ADD COLUMN "shadow_accepted" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "shadow_recorded" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "shadow_pending" BIGINT NOT NULL DEFAULT 0;

-- An emergency rollback is approved after it; one that nobody approved in time is noted once.
ALTER TABLE "record_publication" ADD COLUMN "emergency" BOOLEAN;
ALTER TABLE "record_publication" ADD CHECK ("emergency" IS NOT TRUE OR ("kind" = 'rollback' AND "note" <> ''));
CREATE TABLE "record_rollback_approval" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "approved_by" TEXT NOT NULL,
    "note" TEXT,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_rollback_approval_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_rollback_approval_publication_id_key" ON "record_rollback_approval"("publication_id");
ALTER TABLE "record_rollback_approval" ADD FOREIGN KEY ("publication_id") REFERENCES "record_publication" ("id");
CREATE TABLE "record_rollback_overdue" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_rollback_overdue_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_rollback_overdue_publication_id_key" ON "record_rollback_overdue"("publication_id");
ALTER TABLE "record_rollback_overdue" ADD FOREIGN KEY ("publication_id") REFERENCES "record_publication" ("id");

-- Everybody who wrote a part of the version, where that is more than its author: changes have many.
ALTER TABLE "record_policy_version" ADD COLUMN "authors" TEXT[];

-- A question on a rule, asked where it was unclear, and what its author ruled. Both may quote content: words apart.
CREATE TABLE "record_ruling_question" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "commit" TEXT,
    "case_id" UUID,
    "content_item_id" UUID,
    "asked_by" TEXT NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_ruling_question_pkey" PRIMARY KEY ("id"),
    CHECK ("case_id" IS NULL OR "content_item_id" IS NOT NULL)
);
CREATE INDEX "record_ruling_question_policy_rule_id_idx" ON "record_ruling_question"("policy", "rule", "id");
CREATE INDEX "record_ruling_question_content_item_id_idx" ON "record_ruling_question"("content_item_id");
CREATE INDEX "record_ruling_question_case_id_idx" ON "record_ruling_question"("case_id");
CREATE TABLE "payload_ruling_question" (
    "question_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "question" TEXT NOT NULL,

    CONSTRAINT "payload_ruling_question_pkey" PRIMARY KEY ("question_id")
);
CREATE TABLE "record_ruling" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "outcome" TEXT,
    "ruled_by" TEXT NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_ruling_pkey" PRIMARY KEY ("id"),
    CHECK ("outcome" IN ('violates', 'allowed', 'undetermined'))
);
CREATE INDEX "record_ruling_question_id_id_idx" ON "record_ruling"("question_id", "id");
ALTER TABLE "record_ruling" ADD FOREIGN KEY ("question_id") REFERENCES "record_ruling_question" ("id");
CREATE TABLE "payload_ruling" (
    "ruling_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "answer" TEXT NOT NULL,

    CONSTRAINT "payload_ruling_pkey" PRIMARY KEY ("ruling_id")
);

SELECT guard_record(name) FROM unnest(ARRAY['record_change', 'record_change_event', 'record_change_author',
  'record_branch_rule', 'record_policy_check', 'record_release_arm', 'record_rollback_approval',
  'record_rollback_overdue', 'record_ruling_question', 'record_ruling']) AS name;
SELECT guard_payload(name) FROM unnest(ARRAY['payload_ruling_question', 'payload_ruling']) AS name;
SELECT log_records('record_change', 'policy-change', '{number,base,head,reverts}');
SELECT log_records('record_change_event', 'policy-change-event', '{change_id,kind,commit,merge_commit}');
SELECT log_records('record_change_author', 'policy-change-author', '{change_id,commit}');
SELECT log_records('record_branch_rule', 'branch-rule', '{required_approvals,direct_commits,loosened}');
SELECT log_records('record_policy_check', 'policy-check', '{commit,state}');
SELECT log_records('record_release_arm', 'release-arm', '{policy,arm,commit,share}');
SELECT log_records('record_rollback_approval', 'rollback-approval', '{publication_id}');
SELECT log_records('record_rollback_overdue', 'rollback-overdue', '{publication_id}');
SELECT log_records('record_ruling_question', 'ruling-question', '{policy}', 'id', NULL,
  'payload_ruling_question', 'question_id', '{question}', 'object');
SELECT log_records('record_ruling', 'ruling', '{question_id,outcome}', 'id', NULL,
  'payload_ruling', 'ruling_id', '{answer}', 'object');

-- S1, of changes: nobody approves a change that holds their own work, nor a head that is not there any more; and what
-- goes into a branch that asks for approvals has them, of that head.
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE change record; head text; wanted integer; given integer;
BEGIN
  IF new.kind NOT IN ('approved', 'merged') THEN RETURN new; END IF;
  SELECT branch, target, opened_by INTO change FROM record_change WHERE id = new.change_id;
  SELECT encode(oid, 'hex') INTO head FROM git_ref WHERE repo = 'policies' AND name = 'refs/heads/' || change.branch;
  IF head IS DISTINCT FROM new."commit" THEN
    RAISE EXCEPTION 'a change is approved and merged as its branch is' USING ERRCODE = 'AZ007';
  END IF;
  IF new.kind = 'approved' AND (change.opened_by = new.person
    OR EXISTS (SELECT FROM record_change_author a WHERE a.change_id = new.change_id AND a.person = new.person)
    OR EXISTS (SELECT FROM record_ref_move m WHERE m.repo = 'policies' AND m.name = 'refs/heads/' || change.branch
      AND m.moved_by = new.person AND m.new_oid IS NOT NULL AND m.reason IS DISTINCT FROM 'branch'
      AND m.id >= (SELECT id FROM record_ref_move WHERE repo = m.repo AND name = m.name AND old_oid IS NULL
        ORDER BY id DESC LIMIT 1))) THEN
    RAISE EXCEPTION 'a change is approved by a person who wrote none of it' USING ERRCODE = 'AZ004';
  END IF;
  IF new.kind = 'merged' THEN
    SELECT required_approvals INTO wanted FROM record_branch_rule WHERE pattern = change.target ORDER BY id DESC LIMIT 1;
    SELECT count(DISTINCT e.person) INTO given FROM record_change_event e
    WHERE e.change_id = new.change_id AND e.kind = 'approved' AND e."commit" = new."commit";
    IF given < coalesce(wanted, CASE change.target WHEN 'main' THEN 1 ELSE 0 END) THEN
      RAISE EXCEPTION 'a change is merged with the approvals its target asks for' USING ERRCODE = 'AZ004';
    END IF;
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER other_person BEFORE INSERT ON "record_change_event" FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();

-- S1, of versions: as before, with everybody who wrote a part.
CREATE FUNCTION wrote_what_comes(of_policy text, of_sequence integer, person text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM record_policy_version v
    WHERE v.policy = of_policy AND v.sequence <= of_sequence
      AND v.sequence > (
        SELECT coalesce(max(w.sequence), 0)
        FROM record_publication p JOIN record_policy_version w ON w.policy = p.policy AND w."commit" = p."commit"
        WHERE p.policy = of_policy AND w.sequence <= of_sequence)
      AND person = ANY (coalesce(v.authors, '{}') || v.author)
  )
$$;
CREATE OR REPLACE FUNCTION refuse_own_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target record;
BEGIN
  SELECT sequence, origin INTO target FROM record_policy_version WHERE policy = new.policy AND "commit" = new."commit";
  IF new.kind = 'imported' AND target.origin = 'imported' THEN RETURN new; END IF;
  IF new.kind = 'imported' OR wrote_what_comes(new.policy, target.sequence, new.published_by) THEN
    RAISE EXCEPTION 'a version is put into force by a person who wrote none of its changes' USING ERRCODE = 'AZ004';
  END IF;
  IF new.kind = 'rollback' AND NOT EXISTS (
    SELECT FROM record_publication p WHERE p.policy = new.policy AND p."commit" = new."commit"
  ) THEN
    RAISE EXCEPTION 'a rollback goes to a version that was in force' USING ERRCODE = 'AZ004';
  END IF;
  -- S11: whoever lets a rollback stand unapproved beyond its day makes no further one.
  IF new.emergency AND EXISTS (
    SELECT FROM record_publication p
    WHERE p.policy = new.policy AND p.emergency AND p.published_at < new.published_at - interval '24 hours'
      AND NOT EXISTS (SELECT FROM record_rollback_approval a WHERE a.publication_id = p.id)
  ) THEN
    RAISE EXCEPTION 'an emergency rollback is approved within 24 hours, before there is another' USING ERRCODE = 'AZ008';
  END IF;
  RETURN new;
END $$;

-- S1, of versions by parts: what is acted on is put in use by another person. What is only watched needs no other.
CREATE FUNCTION refuse_own_canary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.arm = 'canary' AND new."commit" IS NOT NULL AND wrote_what_comes(new.policy,
    (SELECT sequence FROM record_policy_version WHERE policy = new.policy AND "commit" = new."commit"), new.set_by) THEN
    RAISE EXCEPTION 'a version is put into use by a person who wrote none of its changes' USING ERRCODE = 'AZ004';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER other_person BEFORE INSERT ON "record_release_arm" FOR EACH ROW EXECUTE FUNCTION refuse_own_canary();

-- S11: an emergency rollback is approved by another person.
CREATE FUNCTION refuse_own_rollback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM record_publication p
    WHERE p.id = new.publication_id AND p.emergency AND p.published_by <> new.approved_by
  ) THEN
    RAISE EXCEPTION 'an emergency rollback is approved by another person' USING ERRCODE = 'AZ004';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER other_person BEFORE INSERT ON "record_rollback_approval" FOR EACH ROW EXECUTE FUNCTION refuse_own_rollback();
