import { isStorableText, isUuid } from '@assize/kernel'
import { CustodyError } from './custody-error.js'
import type { ErasureScope } from './erasure.js'

export const mostNamedItems = 1000
const mostCharacters = 200

export interface ErasureScopeInput {
  readonly contentItemIds?: readonly string[] | null
  readonly author?: string | null
  readonly externalId?: string | null
}

/** Exactly one way of saying what to erase. `authorKey` turns the platform's pseudonym into the key words are filed by. */
export function parseErasureScope(
  input: ErasureScopeInput,
  authorKey: (author: string) => string,
): ErasureScope {
  const given = [input.contentItemIds, input.author, input.externalId].filter((way) => way != null)
  if (given.length !== 1)
    throw new CustodyError(
      'SCOPE_INVALID',
      `expected one of content item ids, author and external id, saw ${given.length}`,
    )
  if (input.author != null)
    return { kind: 'author', authorKey: authorKey(parseLine('author', input.author)) }
  if (input.externalId != null)
    return { kind: 'external-id', externalId: parseLine('external id', input.externalId) }
  return { kind: 'content-item', contentItemIds: parseIds(input.contentItemIds ?? []) }
}

export function parseLine(field: string, value: string): string {
  const fits = value.trim() !== '' && value.length <= mostCharacters && isStorableText(value)
  if (fits && !/[\r\n]/.test(value)) return value
  throw new CustodyError(
    'FIELD_INVALID',
    `expected ${field} to be one line of 1 to ${mostCharacters} characters`,
    { field },
  )
}

function parseIds(ids: readonly string[]): readonly string[] {
  const distinct = [...new Set(ids)]
  if (distinct.length === 0 || distinct.length > mostNamedItems)
    throw new CustodyError(
      'SCOPE_INVALID',
      `expected 1 to ${mostNamedItems} content items, saw ${distinct.length}`,
    )
  if (!distinct.every(isUuid))
    throw new CustodyError('SCOPE_INVALID', 'expected ids of content items')
  return distinct
}
