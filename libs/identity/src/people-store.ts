import type { Role } from './role.js'

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly createdAt: Date
  readonly disabledAt: Date | null
  readonly lastSeenAt: Date | null
}

export interface NewPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly createdAt: Date
}

/** A machine that calls under a name of its own. */
export interface ServiceAccount {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly disabledAt: Date | null
}

/** A fact: a role was given or taken away; the newest one per subject and role counts. */
export interface RoleGrant {
  readonly id: string
  readonly subject: { readonly kind: 'person' | 'service'; readonly id: string }
  readonly role: Role
  readonly granted: boolean
  readonly grantedBy: string | null
  readonly recordedAt: Date
}

/**
 * People, service accounts and their roles. Each writing method is one transaction, and throws `ROLE_CONFLICT` where
 * the database sees a conflict of duties.
 */
export abstract class PeopleStore {
  abstract findPersonByEmail(
    email: string,
  ): Promise<{ readonly person: Person; readonly passwordHash: string } | null>
  abstract findPerson(id: string): Promise<Person | null>
  abstract listPeople(): Promise<readonly Person[]>
  /** Of people and service accounts, by id; ids nobody has are left out. */
  abstract findNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  abstract isAnyoneAdministrator(): Promise<boolean>
  /** Answers false, and writes nothing, when the email is taken. */
  abstract addPerson(person: NewPerson, grants: readonly RoleGrant[]): Promise<boolean>

  abstract listServiceAccounts(): Promise<readonly ServiceAccount[]>
  abstract findServiceAccount(name: string): Promise<ServiceAccount | null>
  /** Answers false, and writes nothing, when the name is taken. */
  abstract addServiceAccount(
    account: { readonly id: string; readonly name: string; readonly createdAt: Date },
    grants: readonly RoleGrant[],
  ): Promise<boolean>
}
