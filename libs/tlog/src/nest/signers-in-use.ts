import type { Sql } from '@assize/platform'
import { formatVerifierKey, type NoteSigner } from '../index.js'
import type { LogKeys } from './log-keys.js'

/** Keys of the file that the record does not hold to be retired. */
export async function signersInUse(
  sql: Sql,
  keys: LogKeys,
  origin: string,
): Promise<readonly NoteSigner[]> {
  const retired = await sql.query<{ vkey: string }>(
    `SELECT vkey FROM record_log_key WHERE origin = $1 AND kind = 'retired'`,
    [origin],
  )
  const gone = new Set(retired.map(({ vkey }) => vkey))
  return keys.signers(origin).filter(({ key }) => !gone.has(formatVerifierKey(key)))
}
