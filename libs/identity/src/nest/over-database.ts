import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import type { Database } from '@assize/platform'
import { ApiKeyService } from './api-key.service.js'
import { Argon2PasswordHasher } from './argon2-password-hasher.js'
import { IdentityService, type Enrolment } from './identity.service.js'
import { PrismaKeyStore } from './prisma-key-store.js'
import { PrismaPeopleStore } from './prisma-people-store.js'

/** The same use cases for a program without a container: the first start and the command line. */
export function identityOver(database: Database): {
  readonly identity: IdentityService
  readonly keys: ApiKeyService
  readonly people: PrismaPeopleStore
} {
  const clock = new SystemClock()
  const randomness = new SystemRandomness()
  const ids = new IdSource(clock, randomness)
  const people = new PrismaPeopleStore(database)
  const identity = new IdentityService(people, new Argon2PasswordHasher(), clock, ids)
  const store = new PrismaKeyStore(database)
  return { identity, people, keys: new ApiKeyService(store, identity, clock, randomness, ids) }
}

/** Throws `ADMINISTRATOR_EXISTS` when there is one. */
export const createFirstAdministrator = (
  database: Database,
  enrolment: Enrolment,
): Promise<{ id: string }> => identityOver(database).identity.createFirstAdministrator(enrolment)
