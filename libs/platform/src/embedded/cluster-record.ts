import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedError } from './embedded-error.js'

/**
 * What a data directory remembers of its cluster, in `database.json` (mode 0600): where it lives,
 * its port and its passwords. Losing it means losing the way into the cluster.
 */
export interface ClusterRecord {
  readonly home: string
  readonly port: number
  readonly superuserPassword: string
  readonly ownerPassword: string
  readonly appPassword: string
  readonly eraserPassword: string
}

/** The cluster's own superuser, and the owner of the product's database, under whom it is migrated. */
export const superuser = 'postgres'
export const owner = 'assize'
/** Whom the product connects as: members of one role each, who own nothing and can become nobody else. */
export const appLogin = 'assize_app_login'
export const eraserLogin = 'assize_eraser_login'

/** How the cluster's superuser reaches it. */
export const superuserConnection = ({ port, superuserPassword }: ClusterRecord) => ({
  host: '127.0.0.1',
  port,
  user: superuser,
  password: superuserPassword,
  database: 'postgres',
})

export const recordFile = (dataDir: string): string => join(dataDir, 'database.json')

export function findRecord(dataDir: string): ClusterRecord | undefined {
  const file = recordFile(dataDir)
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<ClusterRecord>
    // A record from before there were logins of their own gets passwords for them.
    return { ...newRecord('', 0), ...kept }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new EmbeddedError(
      'DIRECTORY_UNUSABLE',
      `${file} cannot be read: ${(error as Error).message}`,
    )
  }
}

export function newRecord(home: string, port: number): ClusterRecord {
  const password = (): string => randomBytes(24).toString('base64url')
  return {
    ...{ home, port, superuserPassword: password(), ownerPassword: password() },
    ...{ appPassword: password(), eraserPassword: password() },
  }
}

export function writeRecord(dataDir: string, record: ClusterRecord): void {
  const file = recordFile(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
