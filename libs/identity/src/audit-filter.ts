import { isStorableText, isUuid } from '@assize/kernel'
import { targetIdOf, type AuditOutcome } from './audit-event.js'
import { IdentityError } from './identity-error.js'

/** All parts must hold; an absent part holds always. */
export interface AuditFilter {
  readonly actorId?: string | null | undefined
  /** An action, or how it begins: `case.`. */
  readonly action?: string | null | undefined
  readonly targetType?: string | null | undefined
  /** Alone among the targets, or one of many a list showed. */
  readonly targetId?: string | null | undefined
  readonly recordedAfter?: Date | null | undefined
  readonly recordedBefore?: Date | null | undefined
  readonly outcomes?: readonly AuditOutcome[] | null | undefined
}

/** Throws `FILTER_INVALID` for what no event could hold. */
export function requireFilter(filter: AuditFilter): AuditFilter {
  const { actorId, action, targetType, targetId } = filter
  if (actorId != null && !isUuid(actorId)) throw unfit('actorId', 'an id of a person or service')
  if (action != null && !/^[a-z][a-z.-]{0,120}$/.test(action))
    throw unfit('action', 'the beginning of an action, in lower-case words and dots')
  if (targetType != null && !/^[a-z][a-z-]{0,39}$/.test(targetType))
    throw unfit('targetType', 'a type, in lower-case words')
  if (targetId != null && !isStorableText(targetId)) throw unfit('targetId', 'an id')
  return { ...filter, targetId: targetId == null ? null : targetIdOf(targetId) }
}

const unfit = (part: string, expected: string) =>
  new IdentityError('FILTER_INVALID', `${part}: expected ${expected}`, { part })
