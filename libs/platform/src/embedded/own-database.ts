import pg from 'pg'
import {
  appLogin,
  eraserLogin,
  owner,
  superuserConnection,
  type ClusterRecord,
} from './cluster-record.js'

export const databaseName = 'assize'

/** Where the owner of the database connects, for migrations and what an operator does by hand. */
export const ownerUrl = (record: ClusterRecord): string =>
  urlOf(record, owner, record.ownerPassword)

/** Where the product connects. */
export const appUrl = (record: ClusterRecord): string => urlOf(record, appLogin, record.appPassword)

/** Where words are erased. */
export const eraserUrl = (record: ClusterRecord): string =>
  urlOf(record, eraserLogin, record.eraserPassword)

const urlOf = ({ port }: ClusterRecord, login: string, password: string): string =>
  `postgresql://${login}:${password}@127.0.0.1:${port}/${databaseName}`

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
    await ensureLogin(client, 'assize_app', appLogin, record.appPassword)
    await ensureLogin(client, 'assize_eraser', eraserLogin, record.eraserPassword)
    const databases = await client.query('select 1 from pg_database where datname = $1', [
      databaseName,
    ])
    if (databases.rowCount === 0)
      await client.query(`create database ${databaseName} owner ${owner}`)
  } finally {
    await client.end()
  }
}

/**
 * A login that is a member of one role and may do what it may, no more: no role it could set leads to the owner. The
 * role itself is what the migrations grant rights to; the owner may hand it on, as on a server run by somebody else.
 */
async function ensureLogin(
  client: pg.Client,
  role: string,
  login: string,
  password: string,
): Promise<void> {
  const known = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [[role, login]],
  )
  const names = known.rows.map(({ rolname }) => rolname)
  if (!names.includes(role)) await client.query(`create role ${role} nologin`)
  await client.query(`grant ${role} to ${owner} with admin true, inherit true, set true`)
  if (!names.includes(login)) await client.query(`create role ${login} login in role ${role}`)
  await client.query(`alter role ${login} password ${client.escapeLiteral(password)}`)
}
