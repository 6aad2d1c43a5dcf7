import type { Statements } from '@assize/custody'
import type { VerdictFilter } from '@assize/verdict'
import { conditionsOf } from '@assize/verdict/nest'
import { parseStoredFilter } from '../stored-filter.js'

/** Parts of a filter that stay true or false of a verdict for ever; of the others nobody knows what they once were. */
const lasting: readonly (keyof VerdictFilter)[] = [
  ...(['policies', 'commit', 'versions', 'outcomes', 'models', 'endpoints', 'rules'] as const),
  ...(['decidedAfter', 'decidedBefore', 'simulated', 'sources', 'arms'] as const),
  ...(['contentItemId', 'language', 'languages', 'regions', 'efforts', 'answeredBy'] as const),
]

type Params = Readonly<Record<string, unknown>>

/**
 * Whether the file of a job asked for with these parameters, which name a filter, a verdict or a case, may hold any of
 * the items: in doubt, yes.
 */
export async function mayHold(
  sql: Statements,
  params: Params,
  contentItemIds: readonly string[],
): Promise<boolean> {
  const { filter, verdictId, caseId } = params
  const conditions = conditionsOf(lastingPart(parseStoredFilter(filter)), null)
  conditions.add('l.content_item_id = ANY(?::uuid[])', contentItemIds)
  if (typeof verdictId === 'string') conditions.add('l.verdict_id = ?::uuid', verdictId)
  if (typeof caseId === 'string') conditions.add('l.case_id = ?::uuid', caseId)
  const found = await sql.query(
    `SELECT FROM verdict_listing l WHERE ${conditions.where} LIMIT 1`,
    conditions.values,
  )
  return found.length > 0
}

const lastingPart = (filter: VerdictFilter): VerdictFilter =>
  Object.fromEntries(lasting.map((name) => [name, filter[name]]))
