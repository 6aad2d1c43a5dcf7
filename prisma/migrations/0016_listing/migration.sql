-- On which days the listing holds a value at all. A value that ended with a month, or began in one, is then looked for
-- where it is: no index on time could tell, and walking there would pass over millions of rows.

CREATE TABLE "listing_day" (
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "listing_day_pkey" PRIMARY KEY ("facet", "value", "day")
);
GRANT SELECT, INSERT ON "listing_day" TO assize_app;
GRANT INSERT ON "listing_day" TO assize_eraser;

-- What is said of a verdict once and for all. Days are those of UTC.
CREATE FUNCTION listing_days_of(listed verdict_listing) RETURNS TABLE (facet text, value text, day date)
LANGUAGE sql IMMUTABLE AS $$
  SELECT f.facet, f.value, (listed.decided_at AT TIME ZONE 'UTC')::date FROM (VALUES
    ('policy', listed.policy), ('outcome', listed.outcome), ('model', listed.model), ('endpoint', listed.endpoint),
    ('language', listed.language), ('region', listed.region), ('effort', listed.effort),
    ('answered_by', listed.answered_by), ('source', listed.source), ('arm', listed.arm)) AS f (facet, value)
  WHERE f.value IS NOT NULL
$$;

-- In one order, so that two writers of the same new days wait for one another and never in a circle.
CREATE FUNCTION note_listing_days() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  INSERT INTO listing_day (facet, value, day)
  SELECT DISTINCT d.facet, d.value, d.day FROM added a CROSS JOIN LATERAL listing_days_of(a) d
  WHERE NOT EXISTS (
    SELECT FROM listing_day k WHERE k.facet = d.facet AND k.value = d.value AND k.day = d.day)
  ORDER BY 1, 2, 3
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER note_days AFTER INSERT ON "verdict_listing" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_listing_days();

INSERT INTO "listing_day" SELECT DISTINCT d.* FROM "verdict_listing" l CROSS JOIN LATERAL listing_days_of(l) d;
