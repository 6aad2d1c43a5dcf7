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
}

/** The cluster's own superuser; the product itself connects as the owner of its database. */
export const superuser = 'postgres'
export const owner = 'assize'

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
    return JSON.parse(readFileSync(file, 'utf8')) as ClusterRecord
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
  return { home, port, superuserPassword: password(), ownerPassword: password() }
}

export function writeRecord(dataDir: string, record: ClusterRecord): void {
  const file = recordFile(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
