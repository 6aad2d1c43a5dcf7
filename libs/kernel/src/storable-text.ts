/**
 * Whether UTF-8 and PostgreSQL can both hold `text` unit for unit: neither NUL nor half of a surrogate pair stands in it.
 */
export const isStorableText = (text: string): boolean =>
  !text.includes('\0') && !/\p{Surrogate}/u.test(text)

/** `text` with U+FFFD for whatever cannot be held, one unit for one, so that offsets into it stay true. */
export const toStorableText = (text: string): string =>
  text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')
