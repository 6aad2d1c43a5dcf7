import type { Hold } from './hold.js'

/** The words of these items are gone; caches and pages let go of them. */
export const contentErased = (
  erasureId: string,
  reason: string,
  legalBasis: string,
  contentItemIds: readonly string[],
) =>
  contentItemIds.map((id) => ({
    type: 'content.erased',
    subject: id,
    payload: { contentItemId: id, erasureId, reason, legalBasis },
  }))

export const holdEvent = (what: 'placed' | 'released', hold: Pick<Hold, 'id' | 'basis'>) => ({
  type: `hold.${what}`,
  subject: hold.id,
  payload: { basis: hold.basis },
})
