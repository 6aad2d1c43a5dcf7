import { isUuid } from '@assize/kernel'
import type { VerdictFilter } from '../verdict-store.js'
import { Conditions } from './conditions.js'
import { wordsCondition } from './words-condition.js'
import { wholeRecord, type VerdictReader } from './verdict-reader.js'

/** Filters by one of several values, on a column that stands in the listing's GIN index as an array of one. */
export const oneOf = {
  policies: 'policy',
  outcomes: 'outcome',
  models: 'model',
  endpoints: 'endpoint',
  languages: 'language',
  regions: 'region',
  efforts: 'effort',
  answeredBy: 'answered_by',
  sources: 'source',
  arms: 'arm',
  actions: 'action',
} as const satisfies Partial<Record<keyof VerdictFilter, string>>

const compared = {
  flagged: 'l.flagged = ?',
  simulated: 'l.simulated = ?',
  decidedAfter: 'l.decided_at >= ?',
  decidedBefore: 'l.decided_at < ?',
  externalId: 'l.external_id = ?',
  commits: 'l.policy_commit = ANY(?::text[])',
  findingTypes: 'l.finding_types && ?::text[]',
  rules: 'l.rules && ?::text[]',
  riskAtLeast: 'l.risk >= ?::float8',
  riskAtMost: 'l.risk <= ?::float8',
  costMicrosAtLeast: 'coalesce(l.cost_micros, -1) >= ?::float8::bigint',
  costMicrosAtMost:
    'coalesce(l.cost_micros, -1) <= ?::float8::bigint AND l.cost_micros IS NOT NULL',
  latencyMsAtLeast: 'l.latency_ms >= ?::float8',
  latencyMsAtMost: 'l.latency_ms <= ?::float8',
  submittedBy: 'l.submitted_by = ANY(?::text[])',
  instructsJudge: `? = EXISTS (SELECT FROM record_finding_set s
    WHERE s.id = l.finding_set_id AND s.injection_attempt)`,
} as const satisfies Partial<Record<keyof VerdictFilter, string>>

type Names<Of> = readonly (keyof Of & keyof VerdictFilter)[]

/**
 * The filter over `verdict_listing l`, within what its reader may see; of the whole record without one. Where `words`
 * is `apart`, who asks looks for the words by other means.
 */
export function conditionsOf(
  filter: VerdictFilter,
  reader: VerdictReader | null = null,
  values: unknown[] = [],
  words: 'within' | 'apart' = 'within',
): Conditions {
  const conditions = new Conditions(values)
  const { rows, cases } = reader ?? wholeRecord
  if (rows) conditions.add(rows.condition, rows.readerId)
  const add = (part: string, value: unknown): void => {
    if (value !== undefined && value !== null) conditions.add(part, value)
  }
  for (const name of Object.keys(oneOf) as Names<typeof oneOf>)
    add(`ARRAY[l.${oneOf[name]}] && ?::text[]`, filter[name])
  add('ARRAY[l.language] && ARRAY[?::text]', filter.language)
  for (const name of Object.keys(compared) as Names<typeof compared>)
    add(compared[name], filter[name])
  addCommit(conditions, filter)
  addVersions(conditions, filter)
  add('l.content_item_id = ?::uuid', idOrNone(filter.contentItemId))
  addCaseAndAppeal(conditions, filter)
  addAmong(conditions, 'l.case_state', 'text', filter.caseStates)
  addAmong(conditions, 'l.appeal', 'text', filter.appealOutcomes)
  if (cases) addAmong(conditions, 'l.reviewer', 'uuid', filter.reviewers?.filter(isUuid))
  else if (filter.reviewers) conditions.holds('FALSE')
  if (words === 'within') wordsCondition(conditions, filter.text, reader ?? wholeRecord)
  return conditions
}

/** Of one value, an index on the column and time has the order of time; of several it has not. */
function addAmong(
  conditions: Conditions,
  column: string,
  type: string,
  values: readonly string[] | null | undefined,
): void {
  if (values?.length === 1) conditions.add(`${column} = ?::${type}`, values[0])
  else if (values) conditions.add(`${column} = ANY(?::${type}[])`, values)
}

/**
 * A whole commit is found in the order of time; of a prefix the index knows a range, and the digits hold anywhere.
 * What is no start of a commit is that of none.
 */
function addCommit(conditions: Conditions, { commit }: VerdictFilter): void {
  if (commit == null) return
  const digits = commit.toLowerCase()
  if (!/^[0-9a-f]{1,64}$/.test(digits)) conditions.holds('FALSE')
  else if (digits.length >= 40) conditions.add('l.policy_commit = ?', digits)
  else
    conditions.add(
      "(l.policy_commit >= ? AND l.policy_commit < ? || 'g' AND starts_with(l.policy_commit, ?))",
      digits,
    )
}

function addVersions(conditions: Conditions, { versions }: VerdictFilter): void {
  if (!versions) return
  const { policy, from, to } = versions
  conditions.add('ARRAY[l.policy] && ARRAY[?::text]', policy)
  conditions.add(
    // A subquery is asked once; the function alone would be for every row.
    `l.policy_commit = ANY((SELECT policy_versions_between((?::text[])[1], (?::text[])[2], (?::text[])[3]))::text[])`,
    [policy, from, to],
  )
}

function addCaseAndAppeal(conditions: Conditions, filter: VerdictFilter): void {
  const { hasCase, hasAppeal, appealStates } = filter
  if (hasCase != null) conditions.holds(`l.case_state IS ${hasCase ? 'NOT ' : ''}NULL`)
  if (hasAppeal != null) conditions.holds(`l.appeal IS ${hasAppeal ? 'NOT ' : ''}NULL`)
  if (!appealStates) return
  const parts = [
    ...(appealStates.includes('open') ? ["l.appeal = 'open'"] : []),
    ...(appealStates.includes('decided') ? ["l.appeal <> 'open'"] : []),
  ]
  conditions.holds(parts.length === 0 ? 'FALSE' : `(${parts.join(' OR ')})`)
}

/** What is no id is nobody's id. */
const idOrNone = (id: string | null | undefined): string | null | undefined =>
  id == null || isUuid(id) ? id : noId
const noId = '00000000-0000-0000-0000-000000000000'
