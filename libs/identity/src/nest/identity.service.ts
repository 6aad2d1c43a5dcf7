import { Clock, IdSource } from '@assize/kernel'
import { Injectable } from '@nestjs/common'
import {
  IdentityError,
  parseEmail,
  parseName,
  PasswordHasher,
  PeopleStore,
  refuseUnfitGrant,
  requireStrongPassword,
  type Person,
  type Role,
  type RoleGrant,
  type ServiceAccount,
} from '../index.js'

export interface Enrolment {
  readonly email: string
  readonly name: string
  readonly password: string
}

type Subject = RoleGrant['subject']

/** People, service accounts and the roles they hold. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly people: PeopleStore,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  listPeople(): Promise<readonly Person[]> {
    return this.people.listPeople()
  }

  /** Of people and service accounts, by id; ids nobody has are left out. */
  findNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.people.findNames(ids)
  }

  findPerson(id: string): Promise<Person | null> {
    return this.people.findPerson(id)
  }

  /** Throws `ADMINISTRATOR_EXISTS` when there is one: from then on only people make people. */
  async createFirstAdministrator(enrolment: Enrolment): Promise<{ id: string }> {
    if (await this.people.isAnyoneAdministrator())
      throw new IdentityError('ADMINISTRATOR_EXISTS', 'expected no administrator yet, saw one')
    return this.enrol(enrolment, ['admin'], null)
  }

  /** Throws `EMAIL_TAKEN`, `EMAIL_INVALID`, `NAME_INVALID`, `PASSWORD_WEAK` or `ROLE_CONFLICT`. */
  async enrol(
    { email, name, password }: Enrolment,
    roles: readonly Role[],
    grantedBy: string | null,
  ): Promise<{ id: string }> {
    const person = { email: parseEmail(email), name: parseName(name) }
    requireStrongPassword(password, person.email)
    const id = this.ids.next()
    const grants = this.grants({ kind: 'person', id }, roles, grantedBy)
    const passwordHash = await this.hasher.hash(password)
    const createdAt = this.clock.now()
    if (!(await this.people.addPerson({ id, ...person, passwordHash, createdAt }, grants)))
      throw new IdentityError('EMAIL_TAKEN', 'expected an address nobody has yet')
    return { id }
  }

  /** The account of that name, made under the role `service` when it is new. */
  async openServiceAccount(name: string, grantedBy: string | null): Promise<ServiceAccount> {
    const known = await this.people.findServiceAccount(parseName(name))
    if (known) return known
    const account = { id: this.ids.next(), name: parseName(name), createdAt: this.clock.now() }
    const grants = this.grants({ kind: 'service', id: account.id }, ['service'], grantedBy)
    if (await this.people.addServiceAccount(account, grants))
      return { ...account, roles: ['service'], disabledAt: null }
    return this.openServiceAccount(name, grantedBy)
  }

  private grants(subject: Subject, roles: readonly Role[], grantedBy: string | null): RoleGrant[] {
    const recordedAt = this.clock.now()
    return roles.map((role, index) => {
      refuseUnfitGrant({ subject, held: roles.slice(0, index), role, grantedBy })
      return { id: this.ids.next(), subject, role, granted: true, grantedBy, recordedAt }
    })
  }
}
