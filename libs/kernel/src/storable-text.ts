/**
 * Whether UTF-8 and PostgreSQL can both hold `text` unit for unit: neither NUL nor half of a surrogate pair stands in it.
 */
export const isStorableText = (text: string): boolean =>
  !text.includes('\0') && !/\p{Surrogate}/u.test(text)
