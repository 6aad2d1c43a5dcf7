import { isUuid } from '@assize/kernel'
import { CustodyError } from './custody-error.js'
import type { HoldScope } from './hold.js'
import { parseLine } from './parse-erasure-scope.js'

export interface HoldScopeInput {
  readonly contentItemId?: string | null
  readonly author?: string | null
  readonly caseId?: string | null
  readonly policy?: string | null
  readonly since?: Date | null
  readonly until?: Date | null
}

/** Exactly one thing to hold; a range of time goes with a policy only. */
export function parseHoldScope(
  input: HoldScopeInput,
  authorKey: (author: string) => string,
): HoldScope {
  const { contentItemId, author, caseId, policy, since = null, until = null } = input
  const given = [contentItemId, author, caseId, policy].filter((way) => way != null)
  if (given.length !== 1)
    throw new CustodyError(
      'SCOPE_INVALID',
      `expected one of content item, author, case and policy, saw ${given.length}`,
    )
  if (policy == null && (since !== null || until !== null))
    throw new CustodyError('SCOPE_INVALID', 'a range of time goes with a policy only')
  if (since !== null && until !== null && since >= until)
    throw new CustodyError('SCOPE_INVALID', 'expected a range of time that ends after it begins')
  if (policy != null) return { kind: 'policy', policy: parseLine('policy', policy), since, until }
  if (author != null) return { kind: 'author', authorKey: authorKey(parseLine('author', author)) }
  if (caseId != null) return { kind: 'case', caseId: parseId('case', caseId) }
  return { kind: 'content-item', contentItemId: parseId('content item', contentItemId ?? '') }
}

export function parseExpiry(expiresAt: Date | null | undefined, now: Date): Date | null {
  if (expiresAt == null) return null
  if (expiresAt <= now)
    throw new CustodyError('FIELD_INVALID', 'expected a hold to expire in the future', {
      field: 'expiresAt',
    })
  return expiresAt
}

function parseId(what: string, id: string): string {
  if (isUuid(id)) return id
  throw new CustodyError('SCOPE_INVALID', `expected the id of a ${what}`)
}
