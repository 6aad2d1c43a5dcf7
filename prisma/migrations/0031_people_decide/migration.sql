-- S7: no account of a service puts a version in force or in use, nor approves what somebody else put there.
CREATE FUNCTION refuse_service_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM service_account s WHERE s.id::text = to_jsonb(new) ->> TG_ARGV[0]) THEN
    RAISE EXCEPTION 'a version is put into force and into use by people' USING ERRCODE = 'AZ004';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER no_service BEFORE INSERT ON "record_publication"
  FOR EACH ROW EXECUTE FUNCTION refuse_service_account('published_by');
CREATE TRIGGER no_service BEFORE INSERT ON "record_rollback_approval"
  FOR EACH ROW EXECUTE FUNCTION refuse_service_account('approved_by');
CREATE TRIGGER no_service BEFORE INSERT ON "record_release_arm"
  FOR EACH ROW EXECUTE FUNCTION refuse_service_account('set_by');
CREATE TRIGGER no_service BEFORE INSERT ON "record_branch_rule"
  FOR EACH ROW EXECUTE FUNCTION refuse_service_account('set_by');
