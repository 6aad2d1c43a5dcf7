const form =
  /^\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** An instant as ISO 8601 writes it, to the millisecond; without a zone it is UTC. */
export function parseInstant(text: string): Date | undefined {
  const [written, zone] = form.exec(text) ?? []
  if (written === undefined) return undefined
  const hasTime = /[T ]/i.test(written)
  const instant = new Date(hasTime && zone === undefined ? `${written}Z` : written)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}
