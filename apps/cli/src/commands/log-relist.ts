import type { Command } from 'commander'
import { databaseHelp, withDatabase } from '../installation/with-database.js'
import { ProgressBar } from '../progress-bar.js'
import { print, verb, type JsonOption } from '../verb.js'

export function logRelistCommand(): Command {
  return verb('relist', 'Make the listing of verdicts anew where it is not what the record says.')
    .addHelpText(
      'after',
      '\nLists, figures, samples and exports read the listing, which is a copy. The record is believed as it is:\n' +
        `run assize log verify first.${databaseHelp}`,
    )
    .action(async (options: JsonOption) => {
      const { relistOver } = await import('@assize/tlog/nest')
      const bar = new ProgressBar('relist')
      const result = await withDatabase(process.env, (database) =>
        relistOver(database, (verdicts) => bar.update(verdicts, verdicts)),
      ).finally(() => bar.stop())
      const { verdicts, relisted, differences } = result
      const more = relisted - differences.length
      print(
        options,
        result,
        [
          ...differences.map(({ message }) => `  ${message}`),
          ...(more > 0 ? [`  and ${more} more`] : []),
          `${verdicts} verdicts, ${relisted} listed anew`,
        ].join('\n'),
      )
    })
}
