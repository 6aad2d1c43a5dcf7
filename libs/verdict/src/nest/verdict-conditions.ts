import { isStorableText, isUuid } from '@assize/kernel'
import type { VerdictFilter } from '../verdict-store.js'
import type { Scope } from './verdict-scope.js'

/** Collects `WHERE` parts with numbered parameters; values never become text of the statement. */
export class Conditions {
  private readonly parts: string[] = []

  /** Several conditions of one statement share their values. */
  constructor(readonly values: unknown[] = []) {}

  /** `?` in `part` stands for `value`. A value the database could not hold is equal to nothing in it. */
  add(part: string, value: unknown): void {
    if (!isHoldable(value)) {
      this.holds('FALSE')
      return
    }
    this.values.push(value)
    this.parts.push(part.replaceAll('?', `$${this.values.length}`))
  }

  holds(part: string): void {
    this.parts.push(part)
  }

  get where(): string {
    return this.parts.length === 0 ? 'TRUE' : this.parts.join(' AND ')
  }
}

const isHoldable = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(isHoldable)
    : typeof value !== 'string' || isStorableText(value)

/** The filter over `verdict_listing l`, within what its reader may see. */
export function conditionsOf(
  filter: VerdictFilter,
  scope: Scope | null,
  values: unknown[] = [],
): Conditions {
  const conditions = new Conditions(values)
  if (scope) conditions.add(scope.condition, scope.readerId)
  const add = (part: string, value: unknown): void => {
    if (value !== undefined && value !== null) conditions.add(part, value)
  }
  add('l.policy = ANY(?::text[])', filter.policies)
  add("l.policy_commit LIKE ? || '%'", filter.commit?.replace(/[^0-9a-f]/g, ''))
  add('l.outcome = ANY(?::text[])', filter.outcomes)
  add('l.finding_types && ?::text[]', filter.findingTypes)
  add('l.flagged = ?', filter.flagged)
  add('l.model = ANY(?::text[])', filter.models)
  add('l.endpoint = ANY(?::text[])', filter.endpoints)
  add('l.decided_at >= ?', filter.decidedAfter)
  add('l.decided_at < ?', filter.decidedBefore)
  add('l.external_id = ?', filter.externalId)
  add('l.rules && ?::text[]', filter.rules)
  add('l.simulated = ?', filter.simulated)
  add('l.source = ANY(?::text[])', filter.sources)
  add('l.arm = ANY(?::text[])', filter.arms)
  add('l.risk >= ?::float8', filter.riskAtLeast)
  add('l.risk <= ?::float8', filter.riskAtMost)
  add('l.case_state = ANY(?::text[])', filter.caseStates)
  if (filter.hasCase != null)
    conditions.holds(`l.case_state IS ${filter.hasCase ? 'NOT ' : ''}NULL`)
  add('l.content_item_id = ?::uuid', idOrNone(filter.contentItemId))
  add('l.language = ?', filter.language)
  add(
    `EXISTS (SELECT FROM payload_content_item p WHERE p.content_item_id = l.content_item_id
       AND p.search @@ websearch_to_tsquery('simple', ?))`,
    filter.text?.trim() || null,
  )
  return conditions
}

/** What is no id is nobody's id. */
const idOrNone = (id: string | null | undefined): string | null | undefined =>
  id == null || isUuid(id) ? id : noId
const noId = '00000000-0000-0000-0000-000000000000'
