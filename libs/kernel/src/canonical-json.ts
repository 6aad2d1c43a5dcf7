import canonicalize from 'canonicalize'

/**
 * The one text of a JSON value: keys sorted by UTF-16 code units, no white space.
 * Source: RFC 8785.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined)
    throw new TypeError('expected a JSON value, saw one that JSON cannot hold')
  return text
}
