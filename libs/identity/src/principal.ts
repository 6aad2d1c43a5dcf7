import { grantOfRole, permissions, type Grant, type Permission } from './permission.js'
import { roles, type Role } from './role.js'

/** Who is calling, once we know. */
export interface Principal {
  readonly kind: 'person' | 'service'
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  /** What the presented key is limited to; null for a person who logged in, who has all their roles give. */
  readonly scopes: readonly string[] | null
}

const matrix = new Map(
  roles.map((role) => [role, new Map(permissions.map((p) => [p, grantOfRole(role, p)]))]),
)

/** The widest grant any role gives, if the key's scopes name the permission; denied unless granted. */
export function grantOf(principal: Principal, permission: Permission): Grant {
  if (principal.scopes && !principal.scopes.includes(permission)) return 'none'
  const grants = principal.roles.map((role) => matrix.get(role)?.get(permission) ?? 'none')
  return grants.includes('all') ? 'all' : grants.includes('own') ? 'own' : 'none'
}

/** Every permission the principal holds, wholly or for their own. */
export const permissionsOf = (principal: Principal): readonly Permission[] =>
  permissions.filter((permission) => grantOf(principal, permission) !== 'none')
