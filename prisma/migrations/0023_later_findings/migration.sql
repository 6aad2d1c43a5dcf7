-- What is found of a verdict later may ask for another action.
ALTER TABLE "record_action" DROP CONSTRAINT "record_action_cause_kind_check";
ALTER TABLE "record_action" ADD CONSTRAINT "record_action_cause_kind_check"
  CHECK ("cause_kind" IN ('verdict', 'decision', 'appeal', 'timeout', 'reversal', 'finding')) NOT VALID;

-- Repeats are few among many: found from what they repeat.
CREATE INDEX "record_verdict_repeat_of_idx" ON "record_verdict"("repeat_of") WHERE "repeat_of" IS NOT NULL;
CREATE INDEX "classification_repeat_of_idx" ON "classification"("repeat_of") WHERE "repeat_of" IS NOT NULL;

-- Weights of the risk are fitted by themselves too: nobody asked then.
ALTER TABLE "record_risk_model" ALTER COLUMN "asked_by" DROP NOT NULL;

-- Derived and rebuildable, counted with its day: verdicts of the live arm by hour and by who submitted, and in how many
-- of them the content instructs the judge.
CREATE TABLE "source_hour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,

    CONSTRAINT "source_hour_pkey" PRIMARY KEY ("hour", "source")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "source_hour" TO assize_app;
CREATE INDEX "record_finding_set_attempt_idx" ON "record_finding_set"("id") WHERE "injection_attempt";

-- Counts by source and hour the verdicts of one day of UTC anew.
CREATE FUNCTION count_source_hours(counted date) RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  first timestamptz := counted::timestamp AT TIME ZONE 'UTC';
  past timestamptz := (counted + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  DELETE FROM source_hour WHERE hour >= first AND hour < past;
  INSERT INTO source_hour
  SELECT date_trunc('hour', l.decided_at, 'UTC'), l.submitted_by, count(*), count(*) FILTER (WHERE EXISTS (
    SELECT FROM record_finding_set s WHERE s.id = l.finding_set_id AND s.injection_attempt))
  FROM verdict_listing l WHERE l.decided_at >= first AND l.decided_at < past AND l.arm = 'live'
  GROUP BY 1, 2;
END $$;

-- The days that alerts look at: counted before by everything else.
INSERT INTO finding_day_due
SELECT (now() AT TIME ZONE 'UTC')::date - n FROM generate_series(0, 8) AS n
WHERE EXISTS (SELECT FROM verdict_listing) ON CONFLICT DO NOTHING;

-- Imports only: the run that brought the verdict; null where it came before runs were noted.
ALTER TABLE "record_verdict" ADD COLUMN "import_id" UUID;
