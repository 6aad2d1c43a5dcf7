/** What the migrations hold and Prisma cannot say: exactly these lines, each with its reason. */
export const sqlOnly = new Map([
  ['column payload_content_item.search tsvector', 'Prisma knows it as an unsupported type'],
  ['column payload_verdict.search tsvector', 'Prisma knows it as an unsupported type'],
  ['column partitioned_table.name text not null', 'read by ensure_partitions() alone'],
  ['key partitioned_table (name)', 'read by ensure_partitions() alone'],
  ["index classification (id) where (state = 'pending'::text)", 'partial: work still waiting'],
  ['index outbox (id) where (published_at IS NULL)', 'partial: events still waiting'],
  [
    "index review_case (priority desc, id) where (state <> 'decided'::text)",
    'partial: cases still to be decided',
  ],
  [
    "index review_case (queue, priority desc, id) where (state <> 'decided'::text)",
    'partial: cases still to be decided, by queue',
  ],
  [
    'index payload_content_item (content_item_id) where (search IS NULL)',
    'partial: unindexed words',
  ],
  [
    'index verdict_listing (case_state, decided_at, verdict_id) where (case_state IS NOT NULL)',
    'partial: verdicts that have a case',
  ],
  [
    "index verdict_listing (COALESCE(cost_micros, '-1'::integer::bigint), verdict_id)",
    'an expression: a cost nobody knows counts as less than none',
  ],
  [
    "index verdict_listing gin (rules, finding_types, (ARRAY[policy]), (ARRAY[outcome]), (ARRAY[language]), (ARRAY[region]), (ARRAY[endpoint]), (ARRAY[model]), (ARRAY[effort]), (ARRAY[answered_by]), (ARRAY[arm]), (ARRAY[source]), (ARRAY[action]), (ARRAY[(decided_at AT TIME ZONE 'UTC'::text)::date]))",
    'expressions: scalars and the day as arrays of one, in one index for whatever is rare',
  ],
  [
    'index verdict_listing (external_id) where (external_id IS NOT NULL)',
    'partial: verdicts the platform named',
  ],
  [
    'index verdict_listing (reviewer, decided_at, verdict_id) where (reviewer IS NOT NULL)',
    'partial: verdicts a person decided about',
  ],
  [
    'index verdict_listing (appeal, decided_at, verdict_id) where (appeal IS NOT NULL)',
    'partial: verdicts with an appeal',
  ],
  [
    'index record_verdict (repeat_of) where (repeat_of IS NOT NULL)',
    'partial: repeats among all verdicts',
  ],
  [
    'index classification (repeat_of) where (repeat_of IS NOT NULL)',
    'partial: repeats among all that was asked',
  ],
  [
    'index record_finding_set (id) where injection_attempt',
    'partial: content that instructs the judge',
  ],
  ['index payload_verdict (verdict_id) where (search IS NULL)', 'partial: unindexed words'],
  [
    'unique retention_rule (policy, outcome)',
    'one rule for each pair, where null stands for any and Prisma would allow it twice',
  ],
  [
    "index record_audit_event (outcome, id) where (outcome <> 'done'::text)",
    'partial: refusals and failures',
  ],
])
