/** What a request asks for of a file. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' }

const whole = { kind: 'whole' } as const

/**
 * One range of bytes; several at once, and what is no range, ask for the whole. `end` is the last byte that is in it.
 * Source: RFC 9110, section 14.
 */
export function parseByteRange(header: string | undefined, sizeBytes: number): ByteRange {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return whole
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return whole
  return start >= sizeBytes || end < start
    ? { kind: 'unsatisfiable' }
    : { kind: 'part', start, end }
}
