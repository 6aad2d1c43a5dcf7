-- What findings do: rules of each policy, suppressions, marks of people who read the trace, and how detectors are used.

-- Fact: the rules of one policy, all of them; the newest row counts.
CREATE TABLE "record_finding_rules" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "set_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_finding_rules_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_finding_rules_policy_id_idx" ON "record_finding_rules"("policy", "id");

-- Fact: findings of one kind lead to nothing for a while. `verdict_id` where it is about one finding alone.
CREATE TABLE "record_finding_suppression" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "rule" TEXT,
    "finding_set_id" UUID,
    "finding_index" INTEGER,
    "verdict_id" UUID,
    "until" TIMESTAMPTZ(3),
    "suppressed_by" TEXT NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_finding_suppression_pkey" PRIMARY KEY ("id"),
    CHECK (("finding_set_id" IS NULL) = ("finding_index" IS NULL)),
    CHECK (("finding_set_id" IS NULL) = ("verdict_id" IS NULL))
);
CREATE INDEX "record_finding_suppression_policy_id_idx" ON "record_finding_suppression"("policy", "id");
CREATE INDEX "record_finding_suppression_verdict_id_idx" ON "record_finding_suppression"("verdict_id");

-- Words: why.
CREATE TABLE "payload_finding_suppression" (
    "suppression_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "payload_finding_suppression_pkey" PRIMARY KEY ("suppression_id")
);

-- Fact: a suppression holds no longer.
CREATE TABLE "record_finding_suppression_lift" (
    "id" UUID NOT NULL,
    "suppression_id" UUID NOT NULL,
    "lifted_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_finding_suppression_lift_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_finding_suppression_lift_suppression_id_key" ON "record_finding_suppression_lift"("suppression_id");
ALTER TABLE "record_finding_suppression_lift" ADD FOREIGN KEY ("suppression_id") REFERENCES "record_finding_suppression"("id");

-- Fact: somebody who read the trace said that a finding is right or wrong; of one person and finding the newest counts.
CREATE TABLE "record_finding_mark" (
    "id" UUID NOT NULL,
    "finding_set_id" UUID NOT NULL,
    "finding_index" INTEGER NOT NULL,
    "verdict_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "detectors_version" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "marked_by" TEXT NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_finding_mark_pkey" PRIMARY KEY ("id"),
    CHECK ("mark" IN ('right', 'wrong'))
);
CREATE INDEX "record_finding_mark_finding_idx" ON "record_finding_mark"("finding_set_id", "finding_index", "marked_by", "id");
CREATE INDEX "record_finding_mark_type_policy_idx" ON "record_finding_mark"("type", "policy");
CREATE INDEX "record_finding_mark_verdict_id_idx" ON "record_finding_mark"("verdict_id");

-- Words: what they noted beside it.
CREATE TABLE "payload_finding_mark" (
    "mark_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "note" TEXT,

    CONSTRAINT "payload_finding_mark_pkey" PRIMARY KEY ("mark_id")
);

-- Fact: how a detector is used from here on, in one policy or in all. Figures are those that it was decided on.
CREATE TABLE "record_detector_setting" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "policy" TEXT,
    "mode" TEXT NOT NULL,
    "automatic_below" REAL,
    "automatic_least_marks" INTEGER,
    "reason" TEXT,
    "right" INTEGER NOT NULL,
    "wrong" INTEGER NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_detector_setting_pkey" PRIMARY KEY ("id"),
    CHECK ("mode" IN ('acting', 'advisory')),
    CHECK (("automatic_below" IS NULL) = ("automatic_least_marks" IS NULL)),
    CHECK ("by_kind" IN ('person', 'system')),
    CHECK (("by_kind" = 'system') = ("by_id" IS NULL))
);
CREATE INDEX "record_detector_setting_type_policy_id_idx" ON "record_detector_setting"("type", "policy", "id");

SELECT guard_record('record_finding_rules');
SELECT guard_record('record_finding_suppression');
SELECT guard_record('record_finding_suppression_lift');
SELECT guard_record('record_finding_mark');
SELECT guard_record('record_detector_setting');
SELECT guard_payload('payload_finding_suppression');
SELECT guard_payload('payload_finding_mark');

SELECT log_records('record_finding_rules', 'finding-rules', '{policy}');
SELECT log_records('record_finding_suppression', 'finding-suppression', '{policy,type,rule,verdict_id}', 'id', NULL,
  'payload_finding_suppression', 'suppression_id', '{reason}', 'object');
SELECT log_records('record_finding_suppression_lift', 'finding-suppression-lift', '{suppression_id}');
SELECT log_records('record_finding_mark', 'finding-mark', '{finding_set_id,finding_index,verdict_id,policy,type,mark}',
  'id', NULL, 'payload_finding_mark', 'mark_id', '{note}', 'object');
SELECT log_records('record_detector_setting', 'detector-setting', '{type,policy,mode,by_kind}');

-- What became of each finding when it was recorded, beside the findings; null where rules were not asked.
ALTER TABLE "record_finding_set" ADD COLUMN "followed" JSONB;

-- Which findings kept an action back.
ALTER TABLE "record_action" ADD COLUMN "withheld_because" TEXT[];

-- Repeats: the same item under the same version once more, counted apart.
ALTER TABLE "classification" ADD COLUMN "repeat_of" UUID;
ALTER TABLE "record_verdict" ADD COLUMN "repeat_of" UUID;
ALTER TABLE "record_verdict" DROP CONSTRAINT "record_verdict_arm_check";
ALTER TABLE "record_verdict" ADD CHECK ("arm" IN ('live', 'shadow', 'canary', 'repeat')) NOT VALID;

-- A case may open because a repeat concluded otherwise.
ALTER TABLE "review_case" DROP CONSTRAINT "review_case_reason_check";
ALTER TABLE "review_case" ADD CHECK ("reason" IN ('flagged', 'undetermined', 'inconsistent', 'sampled'));
