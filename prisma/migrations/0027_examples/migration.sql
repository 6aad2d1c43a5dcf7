-- What people concluded, offered as an example for the next version of a policy, and what authors took of it. What is
-- offered may quote content: words apart. What is taken stands in git, in words of the author's own.

CREATE TABLE "record_example_offer" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "content_item_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "rules" TEXT[],
    "offered_by" TEXT NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_example_offer_pkey" PRIMARY KEY ("id"),
    CHECK ("outcome" IN ('violates', 'allowed', 'undetermined'))
);
CREATE UNIQUE INDEX "record_example_offer_decision_id_key" ON "record_example_offer"("decision_id");
CREATE INDEX "record_example_offer_policy_id_idx" ON "record_example_offer"("policy", "id");
CREATE INDEX "record_example_offer_content_item_id_idx" ON "record_example_offer"("content_item_id");
CREATE TABLE "payload_example_offer" (
    "offer_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "content" TEXT NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "payload_example_offer_pkey" PRIMARY KEY ("offer_id")
);

-- An example on a branch, and what it came of: a ruling or an offer.
CREATE TABLE "record_example" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "question_id" UUID,
    "offer_id" UUID,
    "branch" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "taken_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_example_pkey" PRIMARY KEY ("id"),
    CHECK (num_nonnulls("question_id", "offer_id") = 1)
);
CREATE INDEX "record_example_question_id_idx" ON "record_example"("question_id");
CREATE INDEX "record_example_offer_id_idx" ON "record_example"("offer_id");
ALTER TABLE "record_example" ADD FOREIGN KEY ("question_id") REFERENCES "record_ruling_question" ("id");
ALTER TABLE "record_example" ADD FOREIGN KEY ("offer_id") REFERENCES "record_example_offer" ("id");

SELECT guard_record(name) FROM unnest(ARRAY['record_example_offer', 'record_example']) AS name;
SELECT guard_payload('payload_example_offer');
SELECT log_records('record_example_offer', 'example-offer', '{policy,commit,decision_id,outcome}', 'id', NULL,
  'payload_example_offer', 'offer_id', '{content,note}', 'object');
SELECT log_records('record_example', 'example', '{policy,commit,question_id,offer_id}');
