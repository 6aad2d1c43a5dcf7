-- Cases: what is escalated stays so after a lease on it ends, and the next case to claim is found by index alone.

ALTER TABLE "review_case"
  ADD COLUMN "escalated" BOOLEAN NOT NULL DEFAULT false,
  ADD CHECK ("state" IN ('waiting', 'leased', 'escalated', 'decided')),
  ADD CHECK ("reason" IN ('flagged', 'undetermined', 'sampled')),
  ADD CHECK ("state" <> 'leased' OR ("lease_holder" IS NOT NULL AND "lease_token_hash" IS NOT NULL AND "lease_expires_at" IS NOT NULL)),
  ADD CHECK ("state" <> 'escalated' OR "escalated"),
  ADD CHECK (("state" = 'decided') = ("decided_at" IS NOT NULL));

ALTER TABLE "record_case_event"
  ADD CHECK ("kind" IN ('opened', 'leased', 'released', 'skipped', 'escalated', 'expired', 'decided', 'reversed')),
  ADD CHECK ("by_kind" IN ('person', 'system')),
  ADD CHECK (("by_kind" = 'system') = ("by_id" IS NULL));

ALTER TABLE "record_decision"
  ADD CHECK ("action" IN ('hide', 'remove', 'limit', 'warn', 'none')),
  ADD CHECK ("severity" IN ('low', 'medium', 'high')),
  ADD CHECK ("error_class" IN ('false-positive', 'false-negative', 'wrong-rule', 'reasoning-unsound', 'technical'));

-- A decision is taken back by the person who took it, nobody else.
CREATE FUNCTION refuse_other_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM record_decision d WHERE d.id = new.decision_id AND d.decided_by = new.reversed_by) THEN
    RAISE EXCEPTION 'a decision is taken back by the person who took it' USING ERRCODE = 'AZ005';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER same_person BEFORE INSERT ON "record_reversal" FOR EACH ROW EXECUTE FUNCTION refuse_other_reversal();

DROP INDEX "review_case_claim";
CREATE INDEX "review_case_next" ON "review_case" ("priority" DESC, "id") WHERE "state" <> 'decided';
CREATE INDEX "review_case_next_in_queue" ON "review_case" ("queue", "priority" DESC, "id") WHERE "state" <> 'decided';
