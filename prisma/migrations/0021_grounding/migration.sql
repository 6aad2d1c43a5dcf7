-- What share of a trace's quotes, citations and observations policy or content bear out; null where it has none, and for
-- verdicts recorded before.
ALTER TABLE "record_finding_set" ADD COLUMN "grounding_coverage" REAL;
