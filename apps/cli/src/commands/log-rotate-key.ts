import type { Command } from 'commander'
import { CliError } from '../cli-error.js'
import { databaseHelp, secretsFileOf, withDatabase } from '../installation/with-database.js'
import { findSecretFile, newSigningSeed, writeSecretFile } from '../start/secret-file.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly retire?: boolean
}

interface Secrets {
  readonly logKeys?: readonly { readonly seed: string }[]
}

export function logRotateKeyCommand(): Command {
  return verb('rotate-key', 'Add a key the log is signed with, or retire the oldest.')
    .option('--retire', 'drop the key that was introduced first instead')
    .addHelpText(
      'after',
      '\nAll keys of the secrets file sign. Add one, give it to those who verify, and retire the old one when they ' +
        `have it.\nThe running installation takes the change up by itself.${databaseHelp}`,
    )
    .action(async (options: Options) => {
      const file = secretsFileOf(process.env)
      const secrets = readSecrets(file)
      const { logKeys = [] } = secrets
      const [oldest] = logKeys
      if (options.retire && (!oldest || logKeys.length < 2))
        throw new CliError(
          'WRONG_USE',
          '--retire: expected two keys or more; the log is never left without one',
        )
      const key = options.retire && oldest ? oldest : newSigningSeed()
      const kind = options.retire ? 'retired' : 'introduced'
      const kept = options.retire ? logKeys.slice(1) : [...logKeys, key]
      // Added before it is on the record, dropped after: no moment names a key that cannot sign.
      if (kind === 'introduced') writeSecretFile(file, { ...secrets, logKeys: kept })
      const { logKeepingOver, recordKey } = await import('@assize/tlog/nest')
      const vkey = await withDatabase(process.env, (database) =>
        recordKey(logKeepingOver(database), Buffer.from(key.seed, 'base64'), kind),
      )
      if (kind === 'retired') writeSecretFile(file, { ...secrets, logKeys: kept })
      const named = vkey ?? 'a key, to be named with the log'
      print(options, { vkey, kind, keys: kept.length }, `${kind}: ${named}`)
    })
}

function readSecrets(file: string): Secrets {
  const secrets = findSecretFile<Secrets>(file)
  if (secrets) return secrets
  throw new CliError('NOT_REACHABLE', `no secrets: ${file} is missing; set ASSIZE_SECRETS_FILE`)
}
