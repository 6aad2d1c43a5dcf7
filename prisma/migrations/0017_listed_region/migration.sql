-- Verdicts of live traffic were listed without the region of their content item, so that no filter by region found them.

UPDATE "verdict_listing" l SET "region" = i."region" FROM "record_content_item" i
WHERE i."id" = l."content_item_id" AND l."region" IS DISTINCT FROM i."region";
SELECT rebuild_listing_days();
