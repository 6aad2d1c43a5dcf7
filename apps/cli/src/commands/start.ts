import { Command } from 'commander'
import { shippedPrograms } from '../start/programs.js'
import { start } from '../start/start.js'

const settingsHelp = `
Settings come from the environment:
  PORT                 port of the API (3000), 0 for a free one; HOST its address (127.0.0.1)
  ASSIZE_DATA_DIR      where everything is kept (.data)
  ASSIZE_SEED          demo or none, heeded by the first start only (demo)
  ASSIZE_ENDPOINTS     JSON array of {name, kind, baseUrl, model, …}; without one a simulator runs
  ASSIZE_TRACES        a trace bundle to offer for import
  ASSIZE_IMPORT_DIRS   directories, separated as in PATH, from which bundles are imported (any, while
                       everything is embedded and only this machine is listened to)
  DATABASE_URL         your own PostgreSQL, as a login that is only a member of assize_app: nothing
                       embedded, no seed, no simulator, and secrets from
  ASSIZE_SECRETS_FILE  a JSON file {"contentHmacKey": "<32 or more random characters>",
                       "logKeys": [{"seed": "<32 random bytes in base64>"}]}; the log is signed with
                       all of them
  DATABASE_OWNER_URL   the same as the owner of its tables, for migrations (DATABASE_URL)
  DATABASE_ERASER_URL  the same as a login that is only a member of assize_eraser; without it nothing
                       can be erased
  ASSIZE_LOG_ORIGIN    the log's name in its checkpoints, as log.example.org/verdicts (made up once)
  ASSIZE_LOG_READ      public or staff: who reads /log (public on loopback, staff elsewhere)
  ASSIZE_LOG_WITNESSES JSON array of {name, vkey, url}, who sign what they have seen of the log`

export function startCommand(): Command {
  return new Command('start')
    .description('Start database, API, worker and admin, and keep them running until Ctrl-C.')
    .option('--json', 'print {"url": …} when ready, and errors as JSON')
    .addHelpText('after', settingsHelp)
    .action(({ json }: { json?: boolean }) => start(json === true, shippedPrograms))
}
