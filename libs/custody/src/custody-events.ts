import type { Hold } from './hold.js'

/** The words of these items are gone; whoever shows or keeps them lets go. */
export const contentErased = (
  erasureId: string,
  reason: string,
  legalBasis: string,
  contentItemIds: readonly string[],
) => ({
  type: 'content.erased',
  subject: erasureId,
  payload: { reason, legalBasis, contentItemIds },
})

export const holdEvent = (what: 'placed' | 'released', hold: Pick<Hold, 'id' | 'basis'>) => ({
  type: `hold.${what}`,
  subject: hold.id,
  payload: { basis: hold.basis },
})
