import { InvalidArgumentError, type Command } from 'commander'
import { databaseHelp, secretsFileOf, withDatabase } from '../installation/with-database.js'
import { dataDirectory } from '../places.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly day?: string
}

export function logDigestCommand(): Command {
  return verb(
    'digest',
    'Write the signed digest of a day: checkpoint, reconciliation, publications.',
  )
    .option('--day <YYYY-MM-DD>', 'which day, in UTC; today so far otherwise', readDay)
    .addHelpText(
      'after',
      `\nThe worker makes the one of each day after its end, below log/digests of the data directory.${databaseHelp}`,
    )
    .action(async (options: Options) => {
      const { makeDigestOver } = await import('@assize/tlog/nest')
      const place = { dataDir: dataDirectory(process.env), secretsFile: secretsFileOf(process.env) }
      const digest = await withDatabase(process.env, (database) =>
        makeDigestOver(database, place, options.day),
      )
      print(options, digest, digest.note)
    })
}

function readDay(text: string): string {
  const at = new Date(`${text}T00:00:00Z`)
  if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text
  throw new InvalidArgumentError('expected a day as 2026-05-03')
}
