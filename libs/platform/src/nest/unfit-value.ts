import type { DomainError } from '@assize/kernel'
import { PlatformError } from '../platform-error.js'

/** PostgreSQL's codes for text it cannot hold: a character outside its encoding, or one JSON cannot carry over. */
const unfitText: readonly unknown[] = ['22021', '22P05']
/** Text that is no id or number, a number or an instant out of range. */
const unfitValue: readonly unknown[] = ['22P02', '22003', '22007', '22008']

/**
 * The refusal behind a value that reached the database and could not be held there; nothing for any other failure.
 * Rooms refuse what they know to be unfit themselves, in better words.
 */
export function unfitRefusal(error: unknown): DomainError | null {
  const code = databaseCode(error)
  if (unfitText.includes(code))
    return new PlatformError(
      'TEXT_INVALID',
      'expected text without NUL or lone surrogates',
      {},
      { cause: error },
    )
  if (unfitValue.includes(code))
    return new PlatformError(
      'VALUE_INVALID',
      'expected ids, numbers and instants in their form and range',
      {},
      { cause: error },
    )
  return null
}

/** From the driver itself, or as Prisma's adapter wraps it. */
function databaseCode(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  const { code, meta } = error as { code?: unknown; meta?: unknown }
  const wrapped = meta as
    { driverAdapterError?: { cause?: { originalCode?: unknown } } } | undefined
  return wrapped?.driverAdapterError?.cause?.originalCode ?? code
}
