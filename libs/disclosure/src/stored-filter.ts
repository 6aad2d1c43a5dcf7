import type { VerdictFilter } from '@assize/verdict'

const instants = new Set(['decidedAfter', 'decidedBefore'])

/** A filter as it was stored with a job: JSON, in which instants are text. */
export function parseStoredFilter(stored: unknown): VerdictFilter {
  if (stored === null || stored === undefined) return {}
  if (typeof stored !== 'object') throw new TypeError('expected a stored filter')
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]: [string, unknown]) => [
      name,
      instants.has(name) && typeof value === 'string' ? new Date(value) : value,
    ]),
  )
}

/** Without the parts that hold always, so that equal filters are stored alike. */
export const toStoredFilter = (filter: object | null | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(JSON.parse(JSON.stringify(filter ?? {})) as object).filter(
      ([, value]) => value !== null,
    ),
  )
