import type { Row } from '@assize/platform'
import type { ErasureRequest, ErasureScope, ErasureScopeKind } from '../erasure.js'

export const requestColumns = `id, scope_kind AS "scopeKind", content_item_ids AS "contentItemIds",
  encode(author_key, 'hex') AS "authorKey", external_id AS "externalId", reason, legal_basis AS "legalBasis",
  requested_by AS "requestedBy", requested_at AS "requestedAt", state, decided_by AS "decidedBy",
  decided_at AS "decidedAt", refusal_ground AS "refusalGround", items_total AS "itemsTotal",
  items_done AS "itemsDone", failure, finished_at AS "finishedAt"`

export interface RequestRow extends Omit<ErasureRequest, 'scope'> {
  readonly scopeKind: ErasureScopeKind
  readonly contentItemIds: readonly string[] | null
  readonly authorKey: string | null
  readonly externalId: string | null
}

export function toRequest(row: RequestRow): ErasureRequest {
  const { scopeKind, contentItemIds, authorKey, externalId, ...rest } = row
  return { ...rest, scope: scopeOf() }

  function scopeOf(): ErasureScope {
    switch (scopeKind) {
      case 'content-item':
        return { kind: scopeKind, contentItemIds: contentItemIds ?? [] }
      case 'author':
        return { kind: scopeKind, authorKey: authorKey ?? '' }
      case 'external-id':
        return { kind: scopeKind, externalId: externalId ?? '' }
    }
  }
}

export type NewRequest = Pick<
  ErasureRequest,
  'id' | 'scope' | 'reason' | 'legalBasis' | 'requestedBy' | 'requestedAt'
>

export const requestRow = (request: NewRequest): Row => ({
  id: request.id,
  scope_kind: request.scope.kind,
  content_item_ids: request.scope.kind === 'content-item' ? request.scope.contentItemIds : [],
  author_key: request.scope.kind === 'author' ? Buffer.from(request.scope.authorKey, 'hex') : null,
  external_id: request.scope.kind === 'external-id' ? request.scope.externalId : null,
  reason: request.reason,
  legal_basis: request.legalBasis,
  requested_by: request.requestedBy,
  requested_at: request.requestedAt,
  state: 'open',
  items_done: 0,
})
