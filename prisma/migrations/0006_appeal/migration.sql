-- An appeal is decided by someone who neither lodged it nor decided about the same content before, at any level (S2).

CREATE OR REPLACE FUNCTION refuse_own_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM record_appeal a JOIN record_decision d ON d.content_item_id = a.content_item_id
    WHERE a.id = new.appeal_id AND d.decided_by = new.decided_by
  ) OR EXISTS (
    SELECT FROM record_appeal a
    JOIN record_appeal other ON other.content_item_id = a.content_item_id
    JOIN record_appeal_decision d ON d.appeal_id = other.id
    WHERE a.id = new.appeal_id AND d.appeal_id <> new.appeal_id AND d.decided_by = new.decided_by
  ) OR EXISTS (
    SELECT FROM record_appeal a WHERE a.id = new.appeal_id AND a.lodged_by = new.decided_by
  ) THEN
    RAISE EXCEPTION 'the person who decided before or lodged the appeal may not decide it' USING ERRCODE = 'AZ002';
  END IF;
  RETURN new;
END $$;

ALTER TABLE "record_appeal" ADD CHECK ("lodged_by_kind" IN ('person', 'service'));
ALTER TABLE "record_appeal_decision" ADD CHECK ("action" IN ('hide', 'remove', 'limit', 'warn', 'none'));
