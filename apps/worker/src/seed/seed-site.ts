import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SeedCredentials } from '@assize/identity/nest'
import type { Database } from '@assize/platform'
import type { INestApplicationContext } from '@nestjs/common'

export const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** What every step of the seed works on. */
export interface SeedSite {
  readonly app: INestApplicationContext
  readonly database: Database
  readonly credentials: SeedCredentials
  /** One line on how far the seed is. */
  readonly say: (line: string) => void
}

/** The text of a file of demo data. */
export const demoFile = (name: string): string =>
  readFileSync(join(root, 'apps', 'cli', 'seed', name), 'utf8')

/** The person behind a key of `credentials.json`: `reviewer-2`. */
export const personNamed = (
  { database, credentials }: SeedSite,
  key: string,
): Promise<{ readonly id: string; readonly name: string }> =>
  database.prisma.person.findUniqueOrThrow({
    where: { email: credentials.users[key]?.email ?? '' },
    select: { id: true, name: true },
  })
