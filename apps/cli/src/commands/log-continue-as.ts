import type { Command } from 'commander'
import { databaseHelp, withDatabase } from '../installation/with-database.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly reason?: string
}

export function logContinueAsCommand(): Command {
  return verb('continue-as', 'Go on with the same log under another name.')
    .argument('<name>', 'a new one, as log.example.org/verdicts-2')
    .option('--reason <text>', 'why; it goes on the record')
    .addHelpText(
      'after',
      '\nFor after a restore that lost entries which were signed: the old name stays with what it signed, and those who\n' +
        `verify are given the new name and its keys.${databaseHelp}`,
    )
    .action(async (name: string, options: Options) => {
      const { continueAs, logKeepingOver } = await import('@assize/tlog/nest')
      const { from, to, size } = await withDatabase(process.env, (database) =>
        continueAs(logKeepingOver(database), name, options.reason ?? null),
      )
      const result = { from, to, size: size.toString() }
      print(options, result, `the log of ${size} entries goes on as ${to}, no longer as ${from}`)
    })
}
