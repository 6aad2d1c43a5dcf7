-- What a branch asks of the checks that ask a model: which endpoint, model and effort they count on. Absent where it does
-- not matter, and from rules set before this was asked.
ALTER TABLE "record_branch_rule" ADD COLUMN "judged_endpoint" TEXT, ADD COLUMN "judged_model" TEXT,
  ADD COLUMN "judged_effort" TEXT CHECK ("judged_effort" IN ('low', 'medium', 'high'));

-- Why the same files are tested again, in the words of whoever asked.
ALTER TABLE "record_evaluation_run" ADD COLUMN "reason" TEXT CHECK ("reason" <> '');

-- S7: whoever approves a change is a person; an account of a service, or a name nobody stands behind, is refused.
CREATE FUNCTION refuse_approval_of_no_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.kind = 'approved' AND NOT EXISTS (SELECT FROM person p WHERE p.id::text = new.person) THEN
    RAISE EXCEPTION 'a change is approved by a person' USING ERRCODE = 'AZ004';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER a_person BEFORE INSERT ON "record_change_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_approval_of_no_person();
