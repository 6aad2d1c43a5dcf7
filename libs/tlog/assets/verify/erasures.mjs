import { Fault } from './faults.mjs'

/** Which record a row belongs to, by the column that names it; at the end stands the content item. */
const owners = {
  'content-item': ['content-item', 'id'],
  verdict: ['content-item', 'content_item_id'],
  attempt: ['verdict', 'verdict_id'],
  'finding-set': ['verdict', 'verdict_id'],
  action: ['verdict', 'verdict_id'],
  decision: ['verdict', 'verdict_id'],
  appeal: ['action', 'action_id'],
  'appeal-decision': ['appeal', 'appeal_id'],
  'erased-item': ['content-item', 'content_item_id'],
}

export function ownerOf(kind, row) {
  const [owner, column] = Object.hasOwn(owners, kind) ? owners[kind] : []
  return typeof row[column] === 'string' ? `${owner} ${row[column]}` : null
}

/** Words are erased when the log says so: a proven erasure names the content item that the record belongs to. */
export function checkErasures(all) {
  const named = new Map(all.map((proven) => [proven.name, proven]))
  const erased = new Set()
  for (const { kind, id, owner, where } of all) {
    if (kind !== 'erased-item') continue
    if (!named.has(`erasure ${id}`)) throw new Fault(where, `no proof of erasure ${id} is here`)
    erased.add(owner)
  }
  for (const { name, words, where } of all) {
    if (words !== 'erased') continue
    let item = name
    for (let steps = 0; item !== null && steps < 5 && !item.startsWith('content-item '); steps++)
      item = named.get(item)?.owner ?? null
    if (!erased.has(item))
      throw new Fault(
        where,
        `its words are said to be erased, and no proof of an erasure of ${item ?? 'its content item'} is here`,
      )
  }
}
