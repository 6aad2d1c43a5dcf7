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

-- What is said of a verdict once and for all.
CREATE FUNCTION lasting_facets(
  policy text, outcome text, model text, endpoint text, language text, region text, effort text, answered_by text,
  source text, arm text
) RETURNS TABLE (facet text, value text) LANGUAGE sql IMMUTABLE AS $$
  SELECT f.facet, f.value FROM (VALUES
    ('policy', policy), ('outcome', outcome), ('model', model), ('endpoint', endpoint), ('language', language),
    ('region', region), ('effort', effort), ('answered_by', answered_by), ('source', source), ('arm', arm)
  ) AS f (facet, value) WHERE f.value IS NOT NULL
$$;

-- Days are those of UTC. In one order, so that two writers of the same new days wait for one another and never in a
-- circle.
CREATE FUNCTION note_listing_days() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  INSERT INTO listing_day (facet, value, day)
  SELECT DISTINCT f.facet, f.value, l.day FROM (
    SELECT DISTINCT policy, outcome, model, endpoint, language, region, effort, answered_by, source, arm,
      (decided_at AT TIME ZONE 'UTC')::date AS day FROM added) l
  CROSS JOIN LATERAL lasting_facets(
    policy, outcome, model, endpoint, language, region, effort, answered_by, source, arm) f
  WHERE NOT EXISTS (
    SELECT FROM listing_day k WHERE k.facet = f.facet AND k.value = f.value AND k.day = l.day)
  ORDER BY 1, 2, 3
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER note_days AFTER INSERT ON "verdict_listing" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_listing_days();

-- Makes the days of the whole listing anew; wider than needed where rows have gone, never narrower.
CREATE FUNCTION rebuild_listing_days() RETURNS void LANGUAGE sql SET search_path = public AS $$
  INSERT INTO listing_day
  SELECT DISTINCT f.facet, f.value, l.day FROM (
    SELECT DISTINCT policy, outcome, model, endpoint, language, region, effort, answered_by, source, arm,
      (decided_at AT TIME ZONE 'UTC')::date AS day FROM verdict_listing) l
  CROSS JOIN LATERAL lasting_facets(
    policy, outcome, model, endpoint, language, region, effort, answered_by, source, arm) f
  ON CONFLICT DO NOTHING
$$;
SELECT rebuild_listing_days();
