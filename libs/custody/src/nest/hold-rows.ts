import type { Row } from '@assize/platform'
import type { Hold, HoldBasis, HoldScope, HoldScopeKind } from '../hold.js'

export const holdColumns = `h.id, h.scope_kind AS "scopeKind", h.content_item_id AS "contentItemId",
  encode(h.author_key, 'hex') AS "authorKey", h.case_id AS "caseId", h.policy, h.since, h.until, h.basis, h.reference,
  h.placed_by AS "placedBy", h.expires_at AS "expiresAt", h.recorded_at AS "recordedAt",
  a.released_by AS "releaseAskedBy", c.released_by AS "releasedBy"`

export const holdsWithReleases = `record_hold h
  LEFT JOIN record_hold_release a ON a.hold_id = h.id AND a.step = 'asked'
  LEFT JOIN record_hold_release c ON c.hold_id = h.id AND c.step = 'confirmed'`

export interface HoldRow extends Omit<Hold, 'scope'> {
  readonly scopeKind: HoldScopeKind
  readonly contentItemId: string | null
  readonly authorKey: string | null
  readonly caseId: string | null
  readonly policy: string | null
  readonly since: Date | null
  readonly until: Date | null
}

export function toHold(row: HoldRow): Hold {
  const { scopeKind, contentItemId, authorKey, caseId, policy, since, until, ...rest } = row
  return { ...rest, scope: scopeOf() }

  function scopeOf(): HoldScope {
    switch (scopeKind) {
      case 'content-item':
        return { kind: scopeKind, contentItemId: contentItemId ?? '' }
      case 'author':
        return { kind: scopeKind, authorKey: authorKey ?? '' }
      case 'case':
        return { kind: scopeKind, caseId: caseId ?? '' }
      case 'policy':
        return { kind: scopeKind, policy: policy ?? '', since, until }
    }
  }
}

export interface NewHold {
  readonly id: string
  readonly scope: HoldScope
  readonly basis: HoldBasis
  readonly reference: string
  readonly placedBy: string
  readonly expiresAt: Date | null
  readonly recordedAt: Date
}

export const holdRow = (hold: NewHold): Row => ({
  id: hold.id,
  scope_kind: hold.scope.kind,
  content_item_id: hold.scope.kind === 'content-item' ? hold.scope.contentItemId : null,
  author_key: hold.scope.kind === 'author' ? Buffer.from(hold.scope.authorKey, 'hex') : null,
  case_id: hold.scope.kind === 'case' ? hold.scope.caseId : null,
  policy: hold.scope.kind === 'policy' ? hold.scope.policy : null,
  since: hold.scope.kind === 'policy' ? hold.scope.since : null,
  until: hold.scope.kind === 'policy' ? hold.scope.until : null,
  basis: hold.basis,
  reference: hold.reference,
  placed_by: hold.placedBy,
  expires_at: hold.expiresAt,
  recorded_at: hold.recordedAt,
})
