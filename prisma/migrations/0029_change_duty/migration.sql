-- Who brought an object in first, whatever its author's name says and whichever branch names it now; absent from those
-- that came before this was asked.
ALTER TABLE "git_object" ADD COLUMN "brought_by" TEXT;

CREATE INDEX "record_change_head_idx" ON "record_change"("head");
CREATE INDEX "record_change_event_commit_idx" ON "record_change_event"("commit");

-- What the rule of a branch asks for: the one that names it, else the one that says most of it, else what is usual. A
-- pattern holds word characters, dots, slashes, hyphens, and * for any run of characters.
CREATE FUNCTION approvals_wanted(of_branch text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT held.required_approvals
    FROM (SELECT DISTINCT ON (pattern) * FROM record_branch_rule ORDER BY pattern, id DESC) AS held
    WHERE of_branch LIKE replace(replace(held.pattern, '_', '\_'), '*', '%')
    ORDER BY held.pattern = of_branch DESC, length(replace(held.pattern, '*', '')) DESC, held.id DESC LIMIT 1
  ), CASE of_branch WHEN 'main' THEN 1 ELSE 0 END)
$$;

-- S1, of changes, as before; approvals are wanted by the rule that holds, and end when the head moves, also where it
-- comes back.
CREATE OR REPLACE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE change record; head text; moved uuid; given integer;
BEGIN
  IF new.kind NOT IN ('approved', 'merged') THEN RETURN new; END IF;
  SELECT branch, target, opened_by INTO change FROM record_change WHERE id = new.change_id;
  SELECT encode(oid, 'hex') INTO head FROM git_ref WHERE repo = 'policies' AND name = 'refs/heads/' || change.branch;
  IF head IS DISTINCT FROM new."commit" THEN
    RAISE EXCEPTION 'a change is approved and merged as its branch is' USING ERRCODE = 'AZ007';
  END IF;
  IF new.kind = 'approved' AND (change.opened_by = new.person
    OR EXISTS (SELECT FROM record_change_author a WHERE a.change_id = new.change_id AND a.person = new.person)
    OR EXISTS (SELECT FROM record_ref_move m WHERE m.repo = 'policies' AND m.name = 'refs/heads/' || change.branch
      AND m.moved_by = new.person AND m.new_oid IS NOT NULL AND m.reason IS DISTINCT FROM 'branch'
      AND m.id >= (SELECT id FROM record_ref_move WHERE repo = m.repo AND name = m.name AND old_oid IS NULL
        ORDER BY id DESC LIMIT 1))
    OR EXISTS (SELECT FROM git_object o WHERE o.repo = 'policies' AND o.oid = decode(new."commit", 'hex')
      AND o.brought_by = new.person)) THEN
    RAISE EXCEPTION 'a change is approved by a person who wrote none of it' USING ERRCODE = 'AZ004';
  END IF;
  IF new.kind = 'merged' THEN
    SELECT id INTO moved FROM record_change_event
    WHERE change_id = new.change_id AND kind = 'head-moved' ORDER BY id DESC LIMIT 1;
    SELECT count(DISTINCT e.person) INTO given FROM record_change_event e
    WHERE e.change_id = new.change_id AND e.kind = 'approved' AND e."commit" = new."commit"
      AND (moved IS NULL OR e.id > moved);
    IF given < approvals_wanted(change.target) THEN
      RAISE EXCEPTION 'a change is merged with the approvals its target asks for' USING ERRCODE = 'AZ004';
    END IF;
  END IF;
  RETURN new;
END $$;

-- S11, beside what refuse_own_change keeps: an emergency goes back, to a version before the one in force. Otherwise
-- whoever writes could put in force again, alone, what an approver took out.
CREATE FUNCTION refuse_emergency_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.emergency AND (SELECT sequence FROM record_policy_version WHERE policy = new.policy AND "commit" = new."commit") >= (
    SELECT v.sequence FROM record_publication p
    JOIN record_policy_version v ON v.policy = p.policy AND v."commit" = p."commit"
    WHERE p.policy = new.policy ORDER BY p.published_at DESC, p.id DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION 'an emergency rollback goes to a version before the one in force' USING ERRCODE = 'AZ004';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER goes_back BEFORE INSERT ON "record_publication" FOR EACH ROW EXECUTE FUNCTION refuse_emergency_forward();
