import type { Sql } from '@assize/platform'
import type { ListedDifference, ListingStretch } from '../index.js'

/** Before the first and after the last of all ids. */
const [lowest, highest] = ['0', 'f'].map((digit) =>
  '00000000-0000-0000-0000-000000000000'.replaceAll('0', digit),
)

/**
 * Verdicts after an id, in the order of their ids, as the facts list them and as they are listed. All is compared in one
 * statement, that is, as of one moment; rows between two verdicts that belong to none are found on the way.
 */
export async function listingStretch(
  sql: Sql,
  after: string | null,
  most: number,
): Promise<ListingStretch> {
  const ids = await sql.query<{ id: string }>(
    'SELECT id FROM record_verdict WHERE id > $1::uuid ORDER BY id LIMIT $2',
    [after ?? lowest, most],
  )
  const next = ids.length === most ? (ids.at(-1)?.id ?? null) : null
  const different = await sql.query<ListedDifference>(compared, [
    ids.map(({ id }) => id),
    after ?? lowest,
    next ?? highest,
  ])
  return { read: ids.length, different, next }
}

/**
 * A month that is on the record as retired is not missed, except for what came on the record after that. Lists pass over
 * days on which `listing_day` says nothing is, so that a day taken out of it hides a verdict as well.
 */
const compared = `
  SELECT coalesce(m.verdict_id, k.verdict_id) AS "verdictId",
    CASE WHEN k.verdict_id IS NULL THEN 'missing' WHEN m.verdict_id IS NULL THEN 'stray' ELSE 'altered' END AS fault,
    ARRAY(SELECT a.key FROM jsonb_each(to_jsonb(m)) a JOIN jsonb_each(to_jsonb(k.listed)) b USING (key)
      WHERE a.value IS DISTINCT FROM b.value ORDER BY a.key)
    || CASE WHEN m IS NOT DISTINCT FROM k.listed THEN ARRAY['the day it is found on'] ELSE '{}' END AS fields
  FROM listing_of_verdicts($1::uuid[]) m
  FULL JOIN (
    SELECT l.verdict_id, l AS listed FROM verdict_listing l WHERE l.verdict_id > $2::uuid AND l.verdict_id <= $3::uuid
  ) k ON k.verdict_id = m.verdict_id
  CROSS JOIN LATERAL (
    SELECT k.verdict_id IS NOT NULL AND EXISTS (
      SELECT FROM lasting_facets((k.listed).policy, (k.listed).outcome, (k.listed).model, (k.listed).endpoint,
        (k.listed).language, (k.listed).region, (k.listed).effort, (k.listed).answered_by, (k.listed).source,
        (k.listed).arm) f
      WHERE NOT EXISTS (
        SELECT FROM listing_day n WHERE n.facet = f.facet AND n.value = f.value
          AND n.day = ((k.listed).decided_at AT TIME ZONE 'UTC')::date)) AS hidden
  ) h
  WHERE (m IS DISTINCT FROM k.listed OR h.hidden)
    AND (m.verdict_id IS NOT NULL OR NOT EXISTS (SELECT FROM record_verdict v WHERE v.id = k.verdict_id))
    AND (k.verdict_id IS NOT NULL OR NOT EXISTS (
      SELECT FROM record_erasure e JOIN record_verdict v ON v.id = m.verdict_id
      WHERE e.scope_kind = 'month' AND e.recorded_at >= v.recorded_at
        AND e.month = to_char(uuid_extract_timestamp(v.id) AT TIME ZONE 'UTC', 'YYYY-MM')))
  ORDER BY 1`

/** Makes the listing of these verdicts anew from the record; what belongs to no verdict goes. */
export async function relist(sql: Sql, verdictIds: readonly string[]): Promise<void> {
  if (verdictIds.length > 0)
    await sql.query('SELECT rebuild_verdict_listing($1::uuid[])', [verdictIds])
}
