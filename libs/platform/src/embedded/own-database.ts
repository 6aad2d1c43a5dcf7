import pg from 'pg'
import { owner, superuserConnection, type ClusterRecord } from './cluster-record.js'

export const databaseName = 'assize'

/** Where the product connects: as owner of its database, not as superuser. */
export const ownerUrl = (record: ClusterRecord, database = databaseName): string =>
  `postgresql://${owner}:${record.ownerPassword}@127.0.0.1:${record.port}/${database}`

/**
 * The owner may make roles and databases and nothing more, as on a server run by somebody else, so
 * that what works here works there. Runs at every start and changes nothing the second time.
 */
export async function ensureOwnDatabase(record: ClusterRecord): Promise<void> {
  const client = new pg.Client(superuserConnection(record))
  await client.connect()
  try {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [owner])
    if (roles.rowCount === 0) {
      const password = client.escapeLiteral(record.ownerPassword)
      await client.query(`create role ${owner} login createrole createdb password ${password}`)
    }
    const databases = await client.query('select 1 from pg_database where datname = $1', [
      databaseName,
    ])
    if (databases.rowCount === 0)
      await client.query(`create database ${databaseName} owner ${owner}`)
  } finally {
    await client.end()
  }
}
