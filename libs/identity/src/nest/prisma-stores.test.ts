import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { expiryOf, type ApiKey, type NewPerson, type Role, type RoleGrant } from '../index.js'
import { PrismaKeyStore } from './prisma-key-store.js'
import { PrismaPeopleStore } from './prisma-people-store.js'
import { PrismaSessionStore } from './prisma-session-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())
const now = new Date('2026-05-03T10:00:00Z')
let fresh: FreshDatabase
let database: Database
let people: PrismaPeopleStore

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 4 })
  people = new PrismaPeopleStore(database)
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const aPerson = (): NewPerson => {
  const id = ids.next()
  return {
    id,
    email: `${id}@assize.example`,
    name: `Person ${id}`,
    passwordHash: 'h',
    createdAt: now,
  }
}
const grant = (id: string, role: Role, more: Partial<RoleGrant> = {}): RoleGrant => ({
  ...{ id: ids.next(), subject: { kind: 'person', id }, role, granted: true, grantedBy: null },
  recordedAt: now,
  ...more,
})
async function enrolled(...roles: Role[]): Promise<string> {
  const person = aPerson()
  await people.addPerson(
    person,
    roles.map((role) => grant(person.id, role)),
  )
  return person.id
}
const rolesOf = async (id: string): Promise<readonly Role[] | undefined> =>
  (await people.findPerson(id))?.roles

/** A grant as a program would write it that asks no rule of ours. */
const raw = (id: string, role: Role, more: Record<string, string | boolean | null> = {}) =>
  insertRows(database, 'record_role_grant', [
    {
      ...{ id: ids.next(), subject_kind: 'person', subject_id: id, role, granted: true },
      ...{ granted_by: null, recorded_at: now },
      ...more,
    },
  ])

describe('the database, whatever the program does,', () => {
  test('never lets the auditor hold another role', async () => {
    const auditor = await enrolled('auditor')
    const reviewer = await enrolled('reviewer')
    await expect(raw(auditor, 'reviewer')).rejects.toMatchObject({ code: 'AZ003' })
    await expect(raw(reviewer, 'auditor')).rejects.toMatchObject({ code: 'AZ003' })
    const both = ['reviewer', 'auditor'].map((role) => raw(auditor, role as Role))
    await expect(Promise.all(both)).rejects.toMatchObject({ code: 'AZ003' })
    expect(await rolesOf(auditor)).toEqual(['auditor'])
  })

  test('of two conflicting grants at once takes one', async () => {
    const id = await enrolled()
    const both = await Promise.allSettled([raw(id, 'auditor'), raw(id, 'reviewer')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await rolesOf(id)).toHaveLength(1)
  })

  test('lets nobody grant a role to themselves', async () => {
    const id = await enrolled('admin')
    await expect(raw(id, 'reviewer', { granted_by: id })).rejects.toMatchObject({ code: '23514' })
  })

  test('keeps the role of a machine from people, and theirs from machines', async () => {
    const id = await enrolled()
    await expect(raw(id, 'service')).rejects.toMatchObject({ code: '23514' })
    const machine = raw(id, 'reviewer', { subject_kind: 'service' })
    await expect(machine).rejects.toMatchObject({ code: '23514' })
  })

  test('keeps every grant as it was given', async () => {
    const id = await enrolled('reviewer')
    for (const change of [
      'DELETE FROM record_role_grant',
      'UPDATE record_role_grant SET role = $2',
    ])
      await expect(
        database.query(
          `${change} WHERE subject_id = $1::uuid`,
          change.includes('$2') ? [id, 'admin'] : [id],
        ),
      ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('people', () => {
  test('are added with their roles or not at all', async () => {
    const person = aPerson()
    const conflicting = (['reviewer', 'auditor'] as const).map((role) => grant(person.id, role))
    await expect(people.addPerson(person, conflicting)).rejects.toMatchObject({
      code: 'ROLE_CONFLICT',
    })
    expect(await people.findPerson(person.id)).toBeNull()
    expect(await people.addPerson(person, [grant(person.id, 'reviewer')])).toBe(true)
    const same = { ...aPerson(), email: person.email }
    expect(await people.addPerson(same, [grant(same.id, 'admin')])).toBe(false)
    expect(await people.findPerson(same.id)).toBeNull()
    expect(await rolesOf(same.id)).toBeUndefined()
  })

  test('hold the roles whose newest grant gave them', async () => {
    const id = await enrolled('reviewer', 'senior-reviewer')
    await raw(id, 'reviewer', { granted: false })
    expect(await rolesOf(id)).toEqual(['senior-reviewer'])
    await raw(id, 'reviewer')
    expect(await rolesOf(id)).toEqual(['reviewer', 'senior-reviewer'])
  })

  test('and machines are found by name, and what is nobody’s id by none', async () => {
    const person = aPerson()
    await people.addPerson(person, [])
    const account = { id: ids.next(), name: 'forum', createdAt: now }
    const subject = { kind: 'service', id: account.id } as const
    await people.addServiceAccount(account, [grant(account.id, 'service', { subject })])
    const names = await people.findNames([person.id, account.id, ids.next(), 'import', "'"])
    expect(names).toEqual(
      new Map([
        [person.id, person.name],
        [account.id, 'forum'],
      ]),
    )
  })
})

test('a session ends for good, one that is over by the next login', async () => {
  const sessions = new PrismaSessionStore(database)
  const personId = await enrolled('reviewer')
  const session = (id: string, expiresAt: Date) => ({
    ...{ id, personId, csrfToken: 't', createdAt: now, lastSeenAt: now, expiresAt },
  })
  await sessions.open(session('ends', new Date(now.getTime() + 10)))
  await sessions.open(session('stays', new Date(now.getTime() + 20)))
  await sessions.dropEndedBefore(new Date(now.getTime() + 15))
  expect(await sessions.find('ends')).toBeNull()
  expect(await sessions.find('stays')).toMatchObject({
    person: { id: personId, roles: ['reviewer'] },
  })
  await sessions.end('stays')
  expect(await sessions.find('stays')).toBeNull()
})

describe('API keys', () => {
  const keys = (): PrismaKeyStore => new PrismaKeyStore(database)
  const aKey = (owner: ApiKey['owner']): ApiKey => ({
    ...{ id: ids.next(), name: 'k', prefix: 'ak_12345678', owner, scopes: ['policy:read'] },
    ...{ createdAt: now, expiresAt: expiryOf(now, 1), revokedAt: null, lastUsedAt: null },
  })
  const event = (kind: 'created' | 'revoked') => ({
    ...{ id: ids.next(), kind, by: { kind: 'system' } as const, recordedAt: now },
  })

  test('are listed by whose they are, newest first', async () => {
    const [one, other] = [await enrolled('reviewer'), await enrolled('reviewer')]
    const account = { id: ids.next(), name: `account ${ids.next()}`, createdAt: now }
    await people.addServiceAccount(account, [])
    const owned = [
      aKey({ kind: 'person', id: one }),
      aKey({ kind: 'person', id: one }),
      aKey({ kind: 'person', id: other }),
      aKey({ kind: 'service', id: account.id }),
    ]
    for (const key of owned) await keys().add(key, `digest ${key.id}`, event('created'))
    const [first, second, , service] = owned.map(({ id }) => id)
    const listed = async (ownerId: string | null, ofServices: boolean) =>
      (await keys().list({ ownerId, ofServices })).map(({ key }) => key.id)
    expect(await listed(one, false)).toEqual([second, first])
    expect(await listed(one, true)).toEqual([service, second, first])
    expect(await listed(null, true)).toEqual([service])
    expect(await listed(null, false)).toEqual([])
  })

  test('are revoked once, with one fact about it', async () => {
    const key = aKey({ kind: 'person', id: await enrolled('reviewer') })
    expect(await keys().add(key, 'digest', event('created'))).toBe(true)
    expect(await keys().add({ ...key, id: ids.next() }, 'digest', event('created'))).toBe(false)
    const both = await Promise.all([
      keys().revoke(key.id, event('revoked')),
      keys().revoke(key.id, event('revoked')),
    ])
    expect(both.sort()).toEqual([false, true])
    const facts = 'SELECT kind FROM record_key_event WHERE key_id = $1 ORDER BY id'
    expect(await database.query(facts, [key.id])).toEqual([
      { kind: 'created' },
      { kind: 'revoked' },
    ])
  })
})
