import { isStorableText, isUuid } from '@assize/kernel'
import { targetIdOf, type AuditOutcome } from './audit-event.js'
import { IdentityError } from './identity-error.js'

export interface WantedTarget {
  readonly type: string
  readonly id: string
}

const mostWanted = 20
const isType = (text: string): boolean => /^[a-z][a-z-]{0,39}$/.test(text)

/** All parts must hold; an absent part holds always. */
export interface AuditFilter {
  readonly actorId?: string | null | undefined
  /** An action, or how it begins: `case.`. */
  readonly action?: string | null | undefined
  readonly targetType?: string | null | undefined
  /** Any of these objects, alone or among those a list showed; at most 20. */
  readonly targets?: readonly WantedTarget[] | null | undefined
  readonly recordedAfter?: Date | null | undefined
  readonly recordedBefore?: Date | null | undefined
  readonly outcomes?: readonly AuditOutcome[] | null | undefined
}

/** Throws `FILTER_INVALID` for what no event could hold. */
export function requireFilter(filter: AuditFilter): AuditFilter {
  const { actorId, action, targetType } = filter
  if (actorId != null && !isUuid(actorId)) throw unfit('actorId', 'an id of a person or service')
  if (action != null && !/^[a-z][a-z.-]{0,120}$/.test(action))
    throw unfit('action', 'the beginning of an action, in lower-case words and dots')
  if (targetType != null && !isType(targetType))
    throw unfit('targetType', 'a type, in lower-case words')
  const targets = filter.targets ?? []
  if (targets.length > mostWanted) throw unfit('targets', `at most ${mostWanted} objects`)
  if (!targets.every(({ type, id }) => isType(type) && isStorableText(id)))
    throw unfit('targets', 'objects by type and id')
  return { ...filter, targets: targets.map(({ type, id }) => ({ type, id: targetIdOf(id) })) }
}

const unfit = (part: string, expected: string) =>
  new IdentityError('FILTER_INVALID', `${part}: expected ${expected}`, { part })
