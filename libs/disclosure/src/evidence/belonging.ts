import type { Row } from '@assize/tlog'
import { proofName } from './listings.js'

/** The record a row belongs to: its kind, and the column that names it. At the end of the chain is the content item. */
const owners: Readonly<Record<string, readonly [kind: string, column: string]>> = {
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

/** The name of the record that a row belongs to; null for kinds that are about no content item. */
export function ownerOf(kind: string, row: Row): string | null {
  const [owner, column] = owners[kind] ?? []
  const id = column === undefined ? undefined : row[column]
  return owner !== undefined && typeof id === 'string' ? proofName(owner, id, null) : null
}

/** The name of the content item that a record is about, by the owners of records; null where the chain ends before. */
export function contentItemOf(
  name: string,
  ownerOfName: (name: string) => string | null,
): string | null {
  let at: string | null = name
  // The longest chain there is: answer to an appeal, appeal, action, verdict, content item.
  for (let steps = 0; at !== null && steps < 5; steps++) {
    if (at.startsWith('content-item-')) return at
    at = ownerOfName(at)
  }
  return null
}
