/** What stands as `quoted` in a stored request whose filter quoted content that was erased since. */
export const quotedErased = 'erased'

export const isQuotedErased = (request: unknown): boolean =>
  typeof request === 'object' &&
  request !== null &&
  (request as { readonly quoted?: unknown }).quoted === quotedErased
