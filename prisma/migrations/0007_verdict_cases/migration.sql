-- Few verdicts have a case; a list of those that do must not pass over all that have none.

CREATE INDEX "verdict_listing_case" ON "verdict_listing" ("case_state", "decided_at", "verdict_id")
  WHERE "case_state" IS NOT NULL;
