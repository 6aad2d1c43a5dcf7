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

/** A file by what was asked for, which names a filter, a verdict or a case. */
interface Asked {
  readonly id: string
  readonly params: Readonly<Record<string, unknown>>
}

const askedAtOnce = 200

/** Those whose files may hold any of the items: in doubt, all. The items' verdicts are looked up once for all files. */
export async function mayHold<Of extends Asked>(
  sql: Statements,
  files: readonly Of[],
  contentItemIds: readonly string[],
): Promise<readonly Of[]> {
  const holding = new Set<string>()
  for (let at = 0; at < files.length; at += askedAtOnce) {
    const values: unknown[] = [contentItemIds]
    const each = files.slice(at, at + askedAtOnce).map((file) => {
      const where = conditionOf(file, values)
      values.push(file.id)
      return `SELECT $${values.length}::uuid AS id WHERE EXISTS (SELECT FROM l WHERE ${where})`
    })
    const rows = await sql.query<{ id: string }>(
      `WITH l AS MATERIALIZED (SELECT * FROM verdict_listing WHERE content_item_id = ANY($1::uuid[]))
       ${each.join(' UNION ALL ')}`,
      values,
    )
    for (const { id } of rows) holding.add(id)
  }
  return files.filter(({ id }) => holding.has(id))
}

function conditionOf({ params }: Asked, values: unknown[]): string {
  const { filter, verdictId, caseId } = params
  const conditions = conditionsOf(lastingPart(parseStoredFilter(filter)), null, values)
  if (typeof verdictId === 'string') conditions.add('l.verdict_id = ?::uuid', verdictId)
  if (typeof caseId === 'string') conditions.add('l.case_id = ?::uuid', caseId)
  return conditions.where
}

const lastingPart = (filter: VerdictFilter): VerdictFilter =>
  Object.fromEntries(lasting.map((name) => [name, filter[name]]))
