import { parsePassphrase } from '@assize/platform/backup'
import { readFileSync } from 'node:fs'
import { CliError } from '../cli-error.js'

/** From a file or the environment, never from an argument, which others on the machine could read. */
export function readPassphrase(file: string | undefined, env: NodeJS.ProcessEnv): string {
  const text = file === undefined ? env.ASSIZE_BACKUP_PASSPHRASE : readIt(file)
  if (text === undefined)
    throw new CliError(
      'WRONG_USE',
      'no passphrase: expected --passphrase-file, or ASSIZE_BACKUP_PASSPHRASE',
    )
  try {
    return parsePassphrase(text)
  } catch (error) {
    throw new CliError('WRONG_USE', (error as Error).message, {}, { cause: error })
  }
}

/** Its first line, as the help says: what else stands in the file is no part of what people will type one day. */
function readIt(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? ''
  } catch (error) {
    throw new CliError('WRONG_USE', `--passphrase-file: ${(error as Error).message}`)
  }
}
