import type { Sql } from '@assize/platform'
import type { Role } from '../index.js'
import { rolesHeldBy } from './role-sql.js'

export interface PersonWithin {
  readonly id: string
  readonly email: string
  readonly roles: readonly Role[]
}

/**
 * People by id or by address, as the caller's transaction sees them: whoever holds a connection must not wait for a
 * second one. Whom nobody knows is left out.
 */
export function findPeopleWithin(
  sql: Sql,
  {
    ids = [],
    emails = [],
  }: { readonly ids?: readonly string[]; readonly emails?: readonly string[] },
): Promise<PersonWithin[]> {
  if (ids.length + emails.length === 0) return Promise.resolve([])
  return sql.query<PersonWithin>(
    `SELECT p.id, p.email, ${rolesHeldBy('p.id')} AS roles FROM person p
     WHERE p.id::text = ANY ($1::text[]) OR lower(p.email) = ANY ($2::text[])`,
    [ids, emails.map((email) => email.toLowerCase())],
  )
}
