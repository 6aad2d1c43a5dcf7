import type { Database } from '@assize/platform'
import { IdentityError, isRole, normalEmail, type Principal, type Role } from '../index.js'
import { identityOver } from './over-database.js'

/** `.data/credentials.json`, as far as identity reads it. */
export interface SeedCredentials {
  /** By role, second people as `<role>-2`. */
  readonly users: Readonly<Record<string, { readonly email: string; readonly password: string }>>
  /** Secrets by name: `service` for the service account, the name of a user for a key of that person. */
  readonly apiKeys: Readonly<Record<string, string>>
}

/** Names by the same keys as the users. */
export type SeedPeople = Readonly<Record<string, { readonly name: string }>>

const serviceAccount = 'platform'
const keyTermDays = 365

/** People, the service account and API keys of a first start. Run again, it adds what is missing. */
export async function seedIdentities(
  database: Database,
  credentials: SeedCredentials,
  people: SeedPeople,
): Promise<void> {
  const { identity, keys, people: store } = identityOver(database)
  for (const [key, { email, password }] of Object.entries(credentials.users)) {
    if (await store.findPersonByEmail(normalEmail(email))) continue
    const name = people[key]?.name ?? key
    await identity.enrol({ email, name, password }, rolesNamed(key), null)
  }
  for (const [name, secret] of Object.entries(credentials.apiKeys))
    await keys.issue(await ownerOf(name), { name, expiresInDays: keyTermDays }, secret, {
      kind: 'system',
    })

  async function ownerOf(name: string): Promise<Principal> {
    if (name === 'service') {
      const account = await identity.openServiceAccount(serviceAccount, null)
      return { ...account, kind: 'service', scopes: null }
    }
    const email = credentials.users[name]?.email
    const found = email ? await store.findPersonByEmail(normalEmail(email)) : null
    if (!found) throw new IdentityError('NAME_INVALID', `expected a user named ${name} for its key`)
    return { ...found.person, kind: 'person', scopes: null }
  }
}

/** `reviewer-2` is a reviewer; the child-safety add-on needs a role to add to. */
function rolesNamed(key: string): readonly Role[] {
  const role = key.replace(/-\d+$/, '')
  if (!isRole(role)) throw new IdentityError('NAME_INVALID', `expected a role, saw ${role}`)
  return role === 'child-safety' ? ['reviewer', 'child-safety'] : [role]
}
