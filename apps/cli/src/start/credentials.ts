import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../places.js'
import { findSecretFile, randomSecret, writeSecretFile } from './secret-file.js'

/** `credentials.json` of an embedded installation: every way in, all of it random. */
export interface Credentials {
  readonly url: string
  readonly databaseUrl: string
  readonly users: Readonly<Record<string, { readonly email: string; readonly password: string }>>
  readonly apiKeys: Readonly<Record<string, string>>
}

export const apiKeyNames = ['service', 'auditor', 'policy-author', 'data-steward'] as const

export const credentialsFile = (dataDir: string): string => join(dataDir, 'credentials.json')

export const findCredentials = (dataDir: string): Credentials | undefined =>
  findSecretFile<Credentials>(credentialsFile(dataDir))

/**
 * The people and keys are made once, before the seed that admits them; addresses follow the ports
 * of every start.
 */
export function writeCredentials(dataDir: string, url: string, databaseUrl: string): Credentials {
  const found = findCredentials(dataDir)
  const credentials: Credentials = {
    url,
    databaseUrl,
    users: { ...newUsers(), ...found?.users },
    apiKeys: { ...newApiKeys(), ...found?.apiKeys },
  }
  writeSecretFile(credentialsFile(dataDir), credentials)
  return credentials
}

/** The people of the demo, one a role key, are listed beside its other data. */
function newUsers(): Credentials['users'] {
  const file = join(root, 'apps', 'cli', 'seed', 'people.json')
  const people = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { email: string }>
  return Object.fromEntries(
    Object.entries(people).map(([key, { email }]) => [key, { email, password: randomSecret() }]),
  )
}

const newApiKeys = (): Credentials['apiKeys'] =>
  Object.fromEntries(apiKeyNames.map((name) => [name, `ak_${randomSecret()}`]))
