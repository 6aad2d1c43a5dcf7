-- Separation of duty in publishing, below the resolvers: S1 (nobody puts into force what they wrote).

ALTER TABLE "record_policy_version"
  ADD CHECK ("origin" IN ('authored', 'shipped', 'imported')),
  ADD CHECK ("sequence" > 0);
ALTER TABLE "record_publication"
  ADD CHECK ("kind" IN ('published', 'rollback', 'imported'));

-- The changes a publication brings are the versions after the last one published before it. What came with traces was
-- in force elsewhere and is recorded as such; nothing written here may pass as that.
CREATE FUNCTION refuse_own_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target record; approved integer;
BEGIN
  SELECT sequence, origin INTO target FROM record_policy_version WHERE policy = new.policy AND "commit" = new."commit";
  IF new.kind = 'imported' AND target.origin = 'imported' THEN RETURN new; END IF;
  SELECT coalesce(max(v.sequence), 0) INTO approved
  FROM record_publication p JOIN record_policy_version v ON v.policy = p.policy AND v."commit" = p."commit"
  WHERE p.policy = new.policy AND v.sequence <= target.sequence;
  IF new.kind = 'imported' OR EXISTS (
    SELECT FROM record_policy_version v
    WHERE v.policy = new.policy AND v.sequence > approved AND v.sequence <= target.sequence AND v.author = new.published_by
  ) THEN
    RAISE EXCEPTION 'a version is put into force by a person who wrote none of its changes' USING ERRCODE = 'AZ004';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER other_person BEFORE INSERT ON "record_publication" FOR EACH ROW EXECUTE FUNCTION refuse_own_change();
