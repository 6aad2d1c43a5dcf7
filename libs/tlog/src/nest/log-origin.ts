import { toHex, type Randomness } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import { isKeyName, TlogError } from '../index.js'

/** The name of the log, fixed when it is first asked for: as the settings say, or one nobody else has. */
export async function fixOrigin(
  sql: Sql,
  wanted: string | undefined,
  randomness: Randomness,
): Promise<string> {
  const origin = requireOrigin(wanted ?? `assize.local/${toHex(randomness.bytes(8))}`)
  await sql.query('UPDATE log_state SET origin = $1 WHERE id = 1 AND origin IS NULL', [origin])
  const [state] = await sql.query<{ origin: string }>('SELECT origin FROM log_state WHERE id = 1')
  return state?.origin ?? origin
}

/** Throws `KEY_MALFORMED` unless keys can sign under that name. */
export function requireOrigin(origin: string): string {
  if (isKeyName(origin) && !origin.includes('://')) return origin
  throw new TlogError(
    'KEY_MALFORMED',
    'expected the name of the log to be like log.example.org/verdicts: no scheme, spaces or plus signs',
    { origin },
  )
}
