import { isUuid } from '@assize/kernel'
import { PlatformError, type PageRequest } from '@assize/platform'
import { Conditions, type Scope } from '@assize/verdict/nest'
import type { FindingSelection, RecordedFinding } from '../finding-store.js'

/** What a list of findings selects of `verdict_listing l` and, within each, of the findings `f`. */
export function conditionsOf(
  { types, severity, policies }: FindingSelection,
  scope: Scope | null,
  request: PageRequest,
): Conditions {
  const conditions = new Conditions()
  if (scope) conditions.add(scope.condition, scope.readerId)
  if (policies) conditions.add('l.policy = ANY(?::text[])', policies)
  if (types) {
    conditions.add('l.finding_types && ?::text[]', types)
    conditions.add("f.finding ->> 'type' = ANY(?::text[])", types)
  } else conditions.add('l.finding_types <> ?::text[]', [])
  if (severity) conditions.add("f.finding ->> 'severity' = ?", severity)
  if (request.cursor) addCursor(conditions, request.cursor, request.direction)
  return conditions
}

/** Verdicts newest first, the findings of each as numbered. */
export const cursorKeys = ({ verdictId, number }: RecordedFinding): readonly string[] => [
  verdictId,
  String(number),
]

function addCursor(
  conditions: Conditions,
  [verdictId, number]: readonly string[],
  direction: PageRequest['direction'],
): void {
  if (verdictId === undefined || !isUuid(verdictId) || !/^[1-9]\d{0,5}$/.test(number ?? ''))
    throw new PlatformError('CURSOR_INVALID', 'expected a cursor handed out by this list')
  const [older, further] = direction === 'forward' ? ['<', '>'] : ['>', '<']
  // The first condition alone is one that the index knows.
  conditions.add(`l.verdict_id ${older}= ?::uuid`, verdictId)
  conditions.add(
    `(l.verdict_id ${older} split_part(?, '/', 1)::uuid OR f.number ${further} split_part(?, '/', 2)::int)`,
    `${verdictId}/${number}`,
  )
}
