-- Separation of duty among roles, below the resolvers: S6 (nobody grants to themselves), S7 (people never hold
-- `service`, service accounts nothing else) and S12 (the auditor holds no other role).

ALTER TABLE "record_role_grant"
  ADD CHECK ("subject_kind" IN ('person', 'service')),
  ADD CHECK ("role" IN ('admin', 'policy-author', 'policy-approver', 'reviewer', 'senior-reviewer', 'appeals-specialist', 'auditor', 'data-steward', 'service', 'child-safety')),
  ADD CHECK (("subject_kind" = 'service') = ("role" = 'service')),
  ADD CHECK ("granted_by" IS NULL OR "granted_by" <> "subject_id");
ALTER TABLE "record_key_event"
  ADD CHECK ("kind" IN ('created', 'revoked')),
  ADD CHECK ("by_kind" IN ('person', 'service', 'system')),
  ADD CHECK (("by_kind" = 'system') = ("by_id" IS NULL));

-- Two grants to one subject at once wait for each other: under READ COMMITTED the second then sees the first.
CREATE FUNCTION refuse_conflicting_role() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held text[];
BEGIN
  IF NOT new.granted THEN RETURN new; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('role_grant ' || new.subject_id, 0));
  SELECT array_agg(newest.role) INTO held FROM (
    SELECT DISTINCT ON (role) role, granted FROM record_role_grant
    WHERE subject_id = new.subject_id AND role <> new.role ORDER BY role, id DESC
  ) newest WHERE newest.granted;
  IF cardinality(held) > 0 AND (new.role IN ('auditor', 'service') OR held && ARRAY['auditor', 'service']) THEN
    RAISE EXCEPTION 'role % may not be combined with %', new.role, array_to_string(held, ', ') USING ERRCODE = 'AZ003';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER no_conflict BEFORE INSERT ON "record_role_grant" FOR EACH ROW EXECUTE FUNCTION refuse_conflicting_role();
