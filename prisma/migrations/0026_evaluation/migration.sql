-- Policies tried on their own test cases: which run was asked for, what every case was concluded as, how the run ended.

-- Mutable: the work of a run, until it ended. `seen_at` is the last sign of life of the worker that has it.
CREATE TABLE "evaluation_job" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evaluation_job_pkey" PRIMARY KEY ("id"),
    CHECK ("state" IN ('running', 'ended'))
);
CREATE INDEX "evaluation_job_state_id_idx" ON "evaluation_job"("state", "id");

-- Fact: the test cases of a policy, as one commit has them, are to be judged so often, by that model, at that effort.
-- `change_id` is the change whose head asked for it; nobody did by hand then.
CREATE TABLE "record_evaluation_run" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "bundle_sha256" TEXT NOT NULL,
    "cases" INTEGER NOT NULL,
    "cases_sha256" TEXT NOT NULL,
    "repeats" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "effort" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "change_id" UUID,
    "asked_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_evaluation_run_pkey" PRIMARY KEY ("id"),
    CHECK ("cases" > 0),
    CHECK ("repeats" BETWEEN 1 AND 10),
    CHECK ("effort" IN ('low', 'medium', 'high'))
);
CREATE INDEX "record_evaluation_run_policy_id_idx" ON "record_evaluation_run"("policy", "id");
CREATE INDEX "record_evaluation_run_commit_id_idx" ON "record_evaluation_run"("commit", "id");
CREATE INDEX "record_evaluation_run_change_id_id_idx" ON "record_evaluation_run"("change_id", "id");

-- Fact: what one case was concluded as, the n-th time. Delivered twice, a job records it once.
CREATE TABLE "record_evaluation_result" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "case_index" INTEGER NOT NULL,
    "repeat" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "label" TEXT,
    "rules" TEXT[],
    "undetermined_reason" TEXT,
    "faults" TEXT[],
    "model" TEXT NOT NULL,
    "effort" TEXT NOT NULL,
    "finish_reason" TEXT,
    "usage" JSONB NOT NULL,
    "latency_ms" INTEGER,
    "attempts" JSONB NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "content_fingerprint" BYTEA NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_evaluation_result_pkey" PRIMARY KEY ("id"),
    CHECK ("case_index" >= 0),
    CHECK ("repeat" BETWEEN 1 AND 10),
    CHECK ("outcome" IN ('violates', 'allowed', 'undetermined')),
    CHECK (("outcome" = 'undetermined') = ("undetermined_reason" IS NOT NULL))
);
CREATE UNIQUE INDEX "record_evaluation_result_run_id_case_index_repeat_key"
  ON "record_evaluation_result"("run_id", "case_index", "repeat");
CREATE INDEX "record_evaluation_result_content_fingerprint_idx" ON "record_evaluation_result"("content_fingerprint");
ALTER TABLE "record_evaluation_result" ADD FOREIGN KEY ("run_id") REFERENCES "record_evaluation_run" ("id");

-- Words: what the model said.
CREATE TABLE "payload_evaluation_result" (
    "result_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "trace" TEXT,
    "output" TEXT,
    "rationale" TEXT,

    CONSTRAINT "payload_evaluation_result_pkey" PRIMARY KEY ("result_id")
);

-- Fact: a run is over. One end a run, whoever comes first.
CREATE TABLE "record_evaluation_end" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "results" INTEGER NOT NULL,
    "passed" BOOLEAN,
    "summary" JSONB NOT NULL,
    "summary_sha256" TEXT NOT NULL,
    "failure" TEXT,
    "ended_by" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_evaluation_end_pkey" PRIMARY KEY ("id"),
    CHECK ("state" IN ('finished', 'failed', 'cancelled')),
    CHECK (("state" = 'finished') = ("passed" IS NOT NULL)),
    CHECK (("state" = 'failed') = ("failure" IS NOT NULL))
);
CREATE UNIQUE INDEX "record_evaluation_end_run_id_key" ON "record_evaluation_end"("run_id");
ALTER TABLE "record_evaluation_end" ADD FOREIGN KEY ("run_id") REFERENCES "record_evaluation_run" ("id");

-- What is over stays as it is: nothing is added to a run that ended.
CREATE FUNCTION refuse_late_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM record_evaluation_end e WHERE e.run_id = new.run_id) THEN
    RAISE EXCEPTION 'a run that ended takes no further result' USING ERRCODE = 'AZ009';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER before_the_end BEFORE INSERT ON "record_evaluation_result"
  FOR EACH ROW EXECUTE FUNCTION refuse_late_result();

SELECT guard_record(name) FROM unnest(ARRAY['record_evaluation_run', 'record_evaluation_result',
  'record_evaluation_end']) AS name;
SELECT guard_payload('payload_evaluation_result');
SELECT log_records('record_evaluation_run', 'evaluation-run',
  '{policy,commit,cases,cases_sha256,repeats,effort,simulated,change_id}');
SELECT log_records('record_evaluation_result', 'evaluation-result', '{run_id,case_index,repeat,outcome,simulated}',
  'id', NULL, 'payload_evaluation_result', 'result_id', '{trace,output,rationale}', 'object');
SELECT log_records('record_evaluation_end', 'evaluation-end', '{run_id,state,results,passed,summary_sha256}');
GRANT SELECT, INSERT, UPDATE ON "evaluation_job" TO assize_app;
GRANT SELECT ON "record_evaluation_result" TO assize_eraser;
