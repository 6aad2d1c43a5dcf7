-- What leaves the house as a file: jobs that make one, the fact that it was made, and the auditor's samples.

-- Mutable: a job that makes files. `position` is where a worker goes on after another died.
CREATE TABLE "export_job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "words" TEXT[],
    "requested_by" TEXT NOT NULL,
    "requester_kind" TEXT NOT NULL,
    "scopes" TEXT[],
    "done" BIGINT NOT NULL,
    "total" BIGINT,
    "position" JSONB,
    "turn" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" BIGINT,
    "size_bytes" BIGINT,
    "sha256" TEXT,
    "failure" TEXT,
    "withdrawn" TEXT,
    "cut_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_job_pkey" PRIMARY KEY ("id"),
    CHECK ("kind" IN ('verdict-export', 'population', 'sample', 'evidence-package')),
    CHECK ("state" IN ('running', 'done', 'failed', 'cancelled', 'withdrawn', 'expired')),
    CHECK ("requester_kind" IN ('person', 'service')),
    CHECK (("state" = 'running') = ("finished_at" IS NULL)),
    CHECK (("state" = 'failed') = ("failure" IS NOT NULL)),
    CHECK (("state" = 'withdrawn') = ("withdrawn" IS NOT NULL)),
    CHECK ("state" NOT IN ('done', 'expired', 'withdrawn') OR "sha256" IS NOT NULL)
);
CREATE INDEX "export_job_state_id_idx" ON "export_job"("state", "id");
CREATE INDEX "export_job_requested_by_id_idx" ON "export_job"("requested_by", "id");

-- Fact: a file of this digest was made of the record.
CREATE TABLE "record_export" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "fields" TEXT[],
    "words" TEXT[],
    "rows" BIGINT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "log_size" BIGINT,
    "log_root" TEXT,
    "requested_by" TEXT NOT NULL,
    "commitment" BYTEA NOT NULL,
    "cut_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_export_pkey" PRIMARY KEY ("id")
);

-- Words: what was asked for; a filter may quote a person.
CREATE TABLE "payload_export" (
    "export_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "request" JSONB NOT NULL,

    CONSTRAINT "payload_export_pkey" PRIMARY KEY ("export_id")
);

-- Mutable until signed: what an auditor drew from a population, and what they found.
CREATE TABLE "audit_sample" (
    "id" UUID NOT NULL,
    "population_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "population_rows" BIGINT NOT NULL,
    "population_sha256" TEXT NOT NULL,
    "strata" JSONB,
    "state" TEXT NOT NULL,
    "drawn_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "sha256" TEXT,
    "note" TEXT,

    CONSTRAINT "audit_sample_pkey" PRIMARY KEY ("id"),
    CHECK ("method" IN ('simple', 'stratified')),
    CHECK ("state" IN ('drawing', 'open', 'signed')),
    CHECK (("state" = 'signed') = ("signed_at" IS NOT NULL)),
    CHECK (("state" = 'signed') = ("sha256" IS NOT NULL))
);

-- Mutable until its sample is signed: one row a sampled verdict, in the order drawn.
CREATE TABLE "audit_workpaper" (
    "sample_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "verdict_id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL,
    "digest" TEXT NOT NULL,
    "stratum" TEXT NOT NULL,
    "inclusion" DOUBLE PRECISION NOT NULL,
    "assessment" TEXT,
    "note" TEXT,
    "assessed_by" TEXT,
    "assessed_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_workpaper_pkey" PRIMARY KEY ("sample_id", "position"),
    CHECK ("inclusion" > 0 AND "inclusion" <= 1),
    CHECK ("assessment" IN ('agree', 'disagree', 'cannot-say')),
    CHECK (("assessment" IS NULL) = ("assessed_at" IS NULL))
);
ALTER TABLE "audit_workpaper" ADD FOREIGN KEY ("sample_id") REFERENCES "audit_sample"("id");
CREATE INDEX "audit_workpaper_verdict_id_idx" ON "audit_workpaper"("verdict_id");

-- A signed workpaper stays as it was signed.
CREATE FUNCTION guard_workpaper() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM audit_sample WHERE id IN (old.sample_id, new.sample_id) AND state = 'signed') THEN
    RAISE EXCEPTION 'a signed workpaper stays as it is: % is refused', tg_op USING ERRCODE = 'AZ001';
  END IF;
  RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$;
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON "audit_workpaper" FOR EACH ROW EXECUTE FUNCTION guard_workpaper();
-- Nor is what it was signed under taken back.
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON "audit_sample" FOR EACH ROW WHEN (old.state = 'signed')
  EXECUTE FUNCTION refuse_change();

SELECT guard_record('record_export');
SELECT guard_payload('payload_export');
SELECT log_records('record_export', 'export', '{kind,format,words,rows,sha256}', 'id', NULL,
  'payload_export', 'export_id', '{request}', 'value');

GRANT SELECT, INSERT, UPDATE ON "export_job", "audit_sample" TO assize_app;
-- An erasure withdraws the files that hold what is erased.
GRANT SELECT, UPDATE ON "export_job" TO assize_eraser;
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_workpaper" TO assize_app;
