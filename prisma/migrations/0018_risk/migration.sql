-- Which weights told a verdict's risk, and from which numbers: weights are fitted anew from these and from decisions,
-- without the words.
ALTER TABLE "record_finding_set" ADD COLUMN "risk_model" TEXT;
ALTER TABLE "record_finding_set" ADD COLUMN "risk_row" REAL[];

-- Fact: weights of the risk were fitted to decisions; taken into use or not.
CREATE TABLE "record_risk_model" (
    "id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "population" TEXT NOT NULL,
    "taken" BOOLEAN NOT NULL,
    "decisions" INTEGER NOT NULL,
    "data_sha256" TEXT NOT NULL,
    "model" JSONB NOT NULL,
    "metrics" JSONB NOT NULL,
    "shipped_metrics" JSONB NOT NULL,
    "asked_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_risk_model_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_risk_model_population_id_idx" ON "record_risk_model"("population", "id");
SELECT guard_record('record_risk_model');
SELECT log_records('record_risk_model', 'risk-model', '{version,population,taken,decisions,data_sha256}');
