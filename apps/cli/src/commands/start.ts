import { Command } from 'commander'
import { shippedPrograms } from '../start/programs.js'
import { settingsHelp } from '../start/settings.js'
import { start } from '../start/start.js'

export function startCommand(): Command {
  return new Command('start')
    .description('Start database, API, worker and admin, and keep them running until Ctrl-C.')
    .option('--json', 'print {"url": …} when ready, and errors as JSON')
    .addHelpText('after', settingsHelp())
    .action(({ json }: { json?: boolean }) => start(json === true, shippedPrograms))
}
