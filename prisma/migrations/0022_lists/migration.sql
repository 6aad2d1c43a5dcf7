-- Lists cost the same however many verdicts there are: what is neither frequent nor rare is looked for in so many days
-- as hold a page of it, so that the day stands in the index beside whatever it is asked with; and one policy's verdicts
-- stand in the order of risk.

DROP INDEX "verdict_listing_terms";
CREATE INDEX "verdict_listing_terms" ON "verdict_listing" USING GIN (
  "rules", "finding_types", (ARRAY["policy"]), (ARRAY["outcome"]), (ARRAY["language"]), (ARRAY["region"]),
  (ARRAY["endpoint"]), (ARRAY["model"]), (ARRAY["effort"]), (ARRAY["answered_by"]), (ARRAY["arm"]), (ARRAY["source"]),
  (ARRAY["action"]), (ARRAY[("decided_at" AT TIME ZONE 'UTC')::date])
);

CREATE INDEX "verdict_listing_policy_risk_verdict_id_idx" ON "verdict_listing" ("policy", "risk", "verdict_id");

-- An erasure lists nothing, so that it has no day to note.
REVOKE INSERT ON "listing_day" FROM assize_eraser;
