-- What share of a trace's quotes, citations and observations policy or content bear out; null where it has none, and for
-- verdicts recorded before.
ALTER TABLE "record_finding_set" ADD COLUMN "grounding_coverage" REAL;

-- Whether the content holds an instruction to whoever judges it.
ALTER TABLE "record_finding_set" ADD COLUMN "injection_attempt" BOOLEAN;

-- Derived: a day on which a source sent more such instructions than it may, told once.
CREATE TABLE "injection_alert" (
    "source" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "attempts" INTEGER NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "threshold" REAL NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "injection_alert_pkey" PRIMARY KEY ("source", "day")
);
GRANT SELECT, INSERT ON "injection_alert" TO assize_app;
