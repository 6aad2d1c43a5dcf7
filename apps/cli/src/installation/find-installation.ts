import type { Role } from '@assize/identity'
import { CliError } from '../cli-error.js'
import { dataDirectory } from '../places.js'
import { credentialsFile, findCredentials, type Credentials } from '../start/credentials.js'

/** How to get in: a key, or a person's password where the installation keeps no key for the role. */
export type Access =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'person'; readonly email: string; readonly password: string }

export interface Installation {
  readonly url: string
  readonly access: Access
}

/**
 * The running installation by ASSIZE_URL with ASSIZE_API_KEY, else by the credentials of the data
 * directory, from which `role` picks the way in that may do the work.
 */
export function findInstallation(env: NodeJS.ProcessEnv, role: Role): Installation {
  const dataDir = dataDirectory(env)
  const local = findCredentials(dataDir)
  const url = (env.ASSIZE_URL ?? local?.url)?.replace(/\/+$/, '')
  if (url === undefined) {
    throw new CliError(
      'NOT_REACHABLE',
      `no installation: ${credentialsFile(dataDir)} is missing; run npm start, or set ASSIZE_URL and ASSIZE_API_KEY`,
    )
  }
  if (!URL.canParse(url))
    throw new CliError('WRONG_USE', `ASSIZE_URL: expected a URL, saw "${url}"`)
  if (env.ASSIZE_API_KEY) return { url, access: { kind: 'key', key: env.ASSIZE_API_KEY } }
  const access = local?.url === url ? accessFor(local, role) : undefined
  if (!access) {
    throw new CliError('WRONG_USE', `ASSIZE_API_KEY: expected a key for ${url} of a ${role}`)
  }
  return { url, access }
}

function accessFor(credentials: Credentials, role: Role): Access | undefined {
  const key = credentials.apiKeys[role]
  if (key) return { kind: 'key', key }
  const user = credentials.users[role]
  return user && { kind: 'person', ...user }
}
