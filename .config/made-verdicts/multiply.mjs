import { tables } from './verdict-lines.mjs'

/** Another id of the same millisecond, and the same for the same `k`, so that rows that name it still do. */
const again = (
  column,
  k,
) => `(left(${column}::text, 15) || substr(md5(${column}::text || ${k}), 1, 3) || '-a'
  || substr(md5(${column}::text || ${k}), 4, 3) || '-' || substr(md5(${column}::text || ${k}), 7, 12))::uuid`

const ids = ['id', 'verdict_id', 'content_item_id', 'case_id']
const changed = {
  external_id: (k) => `external_id || '-' || ${k}`,
  decided_at: (k) => `decided_at + ${k} * interval '37 ms'`,
  risk: (k) => `least(1, greatest(0, risk + (${k} - 5) * 0.0001))`,
  cost_micros: (k) => `cost_micros + ${k}`,
}

/**
 * Adds to every row `copies - 1` like it, in the order of time within each month, by the server alone: ten million rows
 * are there in minutes. Texts are the same ten times over, so that a word is in ten times as many of them. Without
 * `facts` the record's own tables stay as they are, which lists do not read.
 */
export async function multiply(client, copies, { facts = false, say = () => {} } = {}) {
  const wanted = Object.entries(tables).filter(([table]) => facts || !table.startsWith('record_'))
  for (const [table, { columns }] of wanted) {
    const key = columns[0]
    const { rows: parts } = await client.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits
       WHERE inhparent = $1::regclass AND pg_relation_size(inhrelid) > 0 ORDER BY 1`,
      [table],
    )
    for (const { name } of parts) {
      const cells = columns.map((column) => {
        if (ids.includes(column)) return `${again(column, 'k')} AS ${column}`
        return changed[column] ? `${changed[column]('k')} AS ${column}` : column
      })
      await client.query(
        `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${cells.join(', ')}
         FROM ${name} CROSS JOIN generate_series(1, ${copies - 1}) AS k ORDER BY ${columns.indexOf(key) + 1}`,
      )
      say(name)
    }
  }
}
