import { IdentityError } from './identity-error.js'
import type { Role } from './role.js'

/** Roles nobody may hold beside another: the auditor judges all, the service account is nobody's hand. */
const exclusive: readonly Role[] = ['auditor', 'service']

/**
 * The roles of a set that may not stand together, or null.
 * Source: separation of duty, rule S12.
 */
export function conflictAmong(held: readonly Role[]): readonly Role[] | null {
  const distinct = [...new Set(held)]
  return distinct.length > 1 && distinct.some((role) => exclusive.includes(role)) ? distinct : null
}

export interface RoleGrantRequest {
  readonly subject: { readonly kind: 'person' | 'service'; readonly id: string }
  readonly held: readonly Role[]
  readonly role: Role
  /** Null where nobody granted: the first administrator and the first start. */
  readonly grantedBy: string | null
}

/**
 * Throws `SELF_GRANT` (S6) or `ROLE_CONFLICT` (S12). People never hold `service` and service accounts nothing else, so
 * that an act of a machine can never pass for one of a person (S7).
 */
export function refuseUnfitGrant({ subject, held, role, grantedBy }: RoleGrantRequest): void {
  if (grantedBy === subject.id)
    throw new IdentityError('SELF_GRANT', 'expected another person to grant the role', { role })
  if ((subject.kind === 'service') !== (role === 'service'))
    throw new IdentityError('ROLE_CONFLICT', `a ${subject.kind} may not hold ${role}`, { role })
  const conflict = conflictAmong([...held, role])
  if (conflict)
    throw new IdentityError('ROLE_CONFLICT', `roles may not be combined: ${conflict.join(', ')}`, {
      roles: conflict,
    })
}

export interface AppealDuty {
  readonly person: string
  /** Who put the appeal forward, for themselves or for the person affected. */
  readonly lodgedBy: string
  /** Everybody who decided about the same content before, at any level. */
  readonly decidedBefore: readonly string[]
}

export type AppealConflict = 'lodged-it' | 'decided-before'

/**
 * Why a person may not decide an appeal, or null.
 * Source: separation of duty, rule S2.
 */
export function appealConflict({
  person,
  lodgedBy,
  decidedBefore,
}: AppealDuty): AppealConflict | null {
  if (decidedBefore.includes(person)) return 'decided-before'
  return person === lodgedBy ? 'lodged-it' : null
}

/** Throws `SAME_PERSON`. */
export function refuseOwnAppeal(duty: AppealDuty): void {
  const conflict = appealConflict(duty)
  if (conflict)
    throw new IdentityError(
      'SAME_PERSON',
      `expected another person, saw one who ${said[conflict]}`,
      {
        conflict,
      },
    )
}

const said: Readonly<Record<AppealConflict, string>> = {
  'lodged-it': 'lodged this appeal',
  'decided-before': 'decided about this content before',
}
