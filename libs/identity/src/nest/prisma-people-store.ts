import { isUuid } from '@assize/kernel'
import { Database, insertRows, type Sql } from '@assize/platform'
import { Injectable } from '@nestjs/common'
import {
  IdentityError,
  PeopleStore,
  type NewPerson,
  type Person,
  type Role,
  type RoleGrant,
  type ServiceAccount,
} from '../index.js'
import { rolesHeldBy } from './role-sql.js'

interface PersonRow {
  id: string
  email: string
  name: string
  password_hash: string
  created_at: Date
  disabled_at: Date | null
  last_seen_at: Date | null
  roles: Role[]
}

const people = `SELECT p.*, ${rolesHeldBy('p.id')} AS roles,
  (SELECT max(s.last_seen_at) FROM session s WHERE s.person_id = p.id) AS last_seen_at FROM person p`

const accounts = `SELECT a.id, a.name, a.disabled_at AS "disabledAt", ${rolesHeldBy('a.id')} AS roles
  FROM service_account a`

@Injectable()
export class PrismaPeopleStore extends PeopleStore {
  constructor(private readonly database: Database) {
    super()
  }

  async findPersonByEmail(email: string) {
    const [row] = await this.database.query<PersonRow>(`${people} WHERE p.email = $1`, [email])
    return row ? { person: toPerson(row), passwordHash: row.password_hash } : null
  }

  async findPerson(id: string): Promise<Person | null> {
    const [row] = await this.database.query<PersonRow>(`${people} WHERE p.id = $1`, [id])
    return row ? toPerson(row) : null
  }

  async listPeople(): Promise<readonly Person[]> {
    const rows = await this.database.query<PersonRow>(`${people} ORDER BY p.name, p.id`)
    return rows.map(toPerson)
  }

  async findNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; name: string }>(
      `SELECT id, name FROM person WHERE id = ANY ($1::uuid[])
       UNION ALL SELECT id, name FROM service_account WHERE id = ANY ($1::uuid[])`,
      [ids.filter(isUuid)],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  async isAnyoneAdministrator(): Promise<boolean> {
    const [row] = await this.database.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM person p WHERE 'admin' = ANY (${rolesHeldBy('p.id')})) AS found`,
    )
    return row?.found ?? false
  }

  addPerson(person: NewPerson, grants: readonly RoleGrant[]): Promise<boolean> {
    const { passwordHash, createdAt, ...rest } = person
    const row = { ...rest, password_hash: passwordHash, created_at: createdAt }
    return this.addWithGrants('person', row, grants)
  }

  listServiceAccounts(): Promise<readonly ServiceAccount[]> {
    return this.database.query<ServiceAccount>(`${accounts} ORDER BY a.name`)
  }

  async findServiceAccount(name: string): Promise<ServiceAccount | null> {
    const sql = `${accounts} WHERE a.name = $1`
    const [row] = await this.database.query<ServiceAccount>(sql, [name])
    return row ?? null
  }

  addServiceAccount(
    account: { readonly id: string; readonly name: string; readonly createdAt: Date },
    grants: readonly RoleGrant[],
  ): Promise<boolean> {
    const { createdAt, ...rest } = account
    return this.addWithGrants('service_account', { ...rest, created_at: createdAt }, grants)
  }

  private addWithGrants(
    table: 'person' | 'service_account',
    row: Readonly<Record<string, string | Date>>,
    grants: readonly RoleGrant[],
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if ((await insertRows(tx, table, [row], { onConflict: 'ignore' })) === 0) return false
      await insertGrants(tx, grants)
      return true
    })
  }
}

/** The database looks for conflicts row by row, so roles given together are seen together. */
async function insertGrants(tx: Sql, grants: readonly RoleGrant[]): Promise<void> {
  for (const { id, subject, role, granted, grantedBy, recordedAt } of grants)
    await insertRows(tx, 'record_role_grant', [
      {
        id,
        subject_kind: subject.kind,
        subject_id: subject.id,
        role,
        granted,
        granted_by: grantedBy,
        recorded_at: recordedAt,
      },
    ]).catch((cause: unknown) => {
      const state = (cause as { code?: unknown }).code
      if (state !== 'AZ003' && state !== '23514') throw cause
      throw new IdentityError(
        'ROLE_CONFLICT',
        `role ${role} may not be granted here`,
        { role },
        { cause },
      )
    })
}

export function toPerson(row: Omit<PersonRow, 'password_hash'>): Person {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: row.roles,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    lastSeenAt: row.last_seen_at,
  }
}
