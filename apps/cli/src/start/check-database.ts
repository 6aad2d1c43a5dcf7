import { couldBecomeOwner, requireServable } from '@assize/platform/embedded'
import pg from 'pg'
import { CliError } from '../cli-error.js'
import type { OpenDatabase } from './database.js'
import type { StartSettings } from './start-settings.js'

/**
 * Refuses a database that a restore left half done, and says plainly where the record is not protected from the
 * application's own login.
 */
export async function checkDatabase(
  settings: StartSettings,
  { appUrl, eraserUrl }: OpenDatabase,
  warn: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  try {
    const sql = {
      query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
        (await client.query<Row>(text, [...values])).rows,
    }
    await requireServable(sql)
    if (settings.mode === 'embedded') return
    if (await couldBecomeOwner(sql)) warn(ownerWarning)
    if (eraserUrl === undefined) warn(eraserWarning)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code !== 'DATABASE_NOT_SERVABLE') throw error
    throw new CliError('NOT_DONE', message, {}, { cause: error })
  } finally {
    await client.end()
  }
}

const ownerWarning =
  'the login of DATABASE_URL owns the record or could become its owner: whoever gets hold of it can rewrite what is ' +
  'append-only. Give it a login that is only a member of assize_app, and the owner as DATABASE_OWNER_URL'
const eraserWarning =
  'DATABASE_ERASER_URL is not set: words cannot be erased, neither on request nor by retention'
