import { isStorableText, isUuid } from '@assize/kernel'
import { PlatformError } from './platform-error.js'

/** Relay's four arguments, checked: where to start, which way, how many. */
export interface PageRequest {
  readonly limit: number
  /** Walk from the cursor towards the end (`forward`) or the start (`backward`) of the list. */
  readonly direction: 'forward' | 'backward'
  readonly cursor: readonly string[] | null
}

export interface PageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

export interface Page<Item> {
  /** In the order of the list, whichever way it was walked. */
  readonly items: readonly Item[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

export const encodeCursor = (keys: readonly string[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url')

/** Throws `CURSOR_INVALID` for anything this server did not hand out. */
export function decodeCursor(cursor: string): readonly string[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(keys) && keys.length > 0 && keys.every(isKey)) return keys
  } catch {
    // falls through to the refusal below
  }
  throw new PlatformError('CURSOR_INVALID', 'expected a cursor handed out by this list')
}

const isKey = (key: unknown): key is string => typeof key === 'string' && isStorableText(key)

/** Where a list in the order of ids goes on; null at its start. Throws `CURSOR_INVALID` for another list's cursor. */
export function idOfCursor({ cursor }: PageRequest): string | null {
  if (cursor === null) return null
  const [id = ''] = cursor
  if (cursor.length === 1 && isUuid(id)) return id
  throw new PlatformError('CURSOR_INVALID', 'expected a cursor handed out by this list')
}

/** Throws `PAGE_INVALID` for sizes outside 1..`most` or both directions at once. */
export function parsePage(args: PageArguments, usual = 25, most = 200): PageRequest {
  const forward = args.first != null || args.after != null
  const backward = args.last != null || args.before != null
  if (forward && backward)
    throw new PlatformError('PAGE_INVALID', 'expected first and after, or last and before')
  const limit = (backward ? args.last : args.first) ?? usual
  if (limit < 1 || limit > most)
    throw new PlatformError('PAGE_INVALID', `expected a page of 1 to ${most} rows, saw ${limit}`, {
      limit,
      most,
    })
  const cursor = backward ? args.before : args.after
  return {
    limit,
    direction: backward ? 'backward' : 'forward',
    cursor: cursor ? decodeCursor(cursor) : null,
  }
}

/**
 * Cuts a page from up to `limit + 1` rows as read in walking direction; the extra row only tells that more exist.
 */
export function toPage<Item>(rows: readonly Item[], request: PageRequest): Page<Item> {
  const more = rows.length > request.limit
  const kept = rows.slice(0, request.limit)
  return request.direction === 'forward'
    ? { items: kept, hasNextPage: more, hasPreviousPage: request.cursor !== null }
    : { items: kept.reverse(), hasNextPage: request.cursor !== null, hasPreviousPage: more }
}
