import { writeBackup, type BackedUpFile } from '@assize/platform/backup'
import type { Command } from 'commander'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withOwner } from '../backup/open-database.js'
import { readPassphrase } from '../backup/passphrase.js'
import { CliError } from '../cli-error.js'
import { dataDirectory } from '../places.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly out: string
  readonly passphraseFile?: string
}

/** What an embedded installation cannot do without: the keys the record was made under, and the ways in. */
const keptFiles = ['secrets.json', 'credentials.json', 'seeded.json']

export function backupCommand(): Command {
  return verb('backup', 'Write everything, as it stands at one moment, to one encrypted file.')
    .requiredOption('-o, --out <file>', 'where to; it must not be there yet')
    .option('--passphrase-file <file>', 'its first line; else ASSIZE_BACKUP_PASSPHRASE')
    .addHelpText(
      'after',
      '\nThe database is DATABASE_OWNER_URL or DATABASE_URL, else the one of ASSIZE_DATA_DIR. It may be in use.\n' +
        'Keep the directories log and custody of the data directory beside the backup, by a way of their own: they hold the\n' +
        'newest checkpoint and the erasures made since, by which a restore is checked.',
    )
    .action(async ({ out, passphraseFile, ...options }: Options) => {
      const passphrase = readPassphrase(passphraseFile, process.env)
      if (existsSync(out)) throw new CliError('WRONG_USE', `${out} is there already`)
      const announce = (line: string): void => {
        if (process.stderr.isTTY) console.error(`  ${line}`)
      }
      const made = await withOwner(process.env, (url) =>
        writeBackup({ url, path: out, passphrase, files: filesToKeep(process.env), announce }),
      )
      const rows = made.tables.reduce((sum, table) => sum + table.rows, 0)
      print(
        options,
        { file: out, createdAt: made.createdAt, tables: made.tables, log: made.log },
        `${out}: ${rows} rows of ${made.tables.length} tables, the log at ${made.log.size} entries`,
      )
    })
}

/** With a database of one's own the secrets are the operator's, and stay where they are. */
function filesToKeep(env: NodeJS.ProcessEnv): readonly BackedUpFile[] {
  if (env.DATABASE_URL) return []
  const dataDir = dataDirectory(env)
  return keptFiles
    .filter((name) => existsSync(join(dataDir, name)))
    .map((name) => ({ name, bytes: readFileSync(join(dataDir, name)).toString('base64') }))
}
