-- An import is taken up again after its worker died, from the line up to which all is committed; hence it keeps where
-- its bundle lies, what the bundle looked like when it was begun, and when a worker last gave a sign of life.

ALTER TABLE "import_run"
  ADD COLUMN "name" TEXT NOT NULL,
  ADD COLUMN "path" TEXT NOT NULL,
  ADD COLUMN "upload_id" TEXT,
  ADD COLUMN "bundle_stamp" TEXT,
  ADD COLUMN "line" INTEGER NOT NULL,
  ADD COLUMN "problem_count" INTEGER NOT NULL,
  ADD COLUMN "failure" TEXT,
  ADD COLUMN "attempts" INTEGER NOT NULL,
  ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL;

CREATE INDEX "import_run_state_id_idx" ON "import_run"("state", "id");

ALTER TABLE "import_run"
  ADD CHECK ("state" IN ('running', 'done', 'failed')),
  ADD CHECK (("state" = 'running') = ("finished_at" IS NULL)),
  ADD CHECK (("state" = 'failed') = ("failure" IS NOT NULL)),
  ADD CHECK ("done" = "recorded" + "present" + "problem_count");
