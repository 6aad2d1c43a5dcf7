import { DirectoryLock, openDataDir, startEmbeddedPostgres } from '@assize/platform/embedded'
import type { Command } from 'commander'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readPassphrase } from '../backup/passphrase.js'
import {
  inspectBackup,
  requireSecrets,
  restoreInto,
  writeFiles,
  type Restored,
  type RestorePlan,
} from '../backup/restore.js'
import { CliError } from '../cli-error.js'
import { dataDirectory } from '../places.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly passphraseFile?: string
  readonly erasures: readonly string[]
  readonly checkpoint: readonly string[]
}

/** What may lie in a data directory before: evidence kept beside the backups, and a lock of our own. */
const welcome = ['custody', 'log', 'start.lock']

export function restoreCommand(): Command {
  const several = (file: string, files: readonly string[]): readonly string[] => [...files, file]
  return verb(
    'restore',
    'Make an installation from a backup, in an empty data directory or database.',
  )
    .argument('<file>', 'made by assize backup')
    .option('--passphrase-file <file>', 'its first line; else ASSIZE_BACKUP_PASSPHRASE')
    .option('--erasures <file>', 'a journal of erasures made since; may be repeated', several, [])
    .option('--checkpoint <file>', 'a checkpoint that was shown; may be repeated', several, [])
    .addHelpText(
      'after',
      '\nInto DATABASE_OWNER_URL or DATABASE_URL, which must be empty, else into ASSIZE_DATA_DIR, which may hold nothing but\n' +
        'the directories custody and log: their journal of erasures and newest checkpoint are used.',
    )
    .action(async (path: string, { passphraseFile, erasures, checkpoint, ...options }: Options) => {
      const dataDir = dataDirectory(process.env)
      const [journal, newest] = [
        join(dataDir, 'custody', 'erasures.jsonl'),
        join(dataDir, 'log', 'checkpoint'),
      ]
      const plan: RestorePlan = {
        path,
        passphrase: readPassphrase(passphraseFile, process.env),
        dataDir,
        secretsFile: process.env.ASSIZE_SECRETS_FILE,
        journals: [...erasures, ...(existsSync(journal) ? [journal] : [])],
        checkpoints: [...checkpoint, ...(existsSync(newest) ? [newest] : [])],
        announce: (line) => console.error(`  ${line}`),
      }
      const external = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL
      const restored = external
        ? await restoreExternal(external, plan)
        : await restoreEmbedded(plan)
      const { log, ...rest } = restored
      print(options, { ...rest, log: { size: String(log.size) } }, summary(restored, plan))
      for (const { from, size } of log.newer)
        console.error(
          `  ! ${from} tells of ${size} entries, this log ends at ${log.size}: others have seen a later tree. ` +
            'It is not signed under this name any more: go on under another with assize log continue-as',
        )
    })
}

async function restoreExternal(url: string, plan: RestorePlan): Promise<Restored> {
  await requireSecrets(url, plan)
  await inspectBackup(plan)
  return restoreInto(url, plan)
}

/** A restore that fails takes away what it made, and nothing else. */
async function restoreEmbedded(plan: RestorePlan): Promise<Restored> {
  const before = existsSync(plan.dataDir) ? readdirSync(plan.dataDir) : []
  const strange = before.filter((name) => !welcome.includes(name))
  if (strange.length > 0)
    throw new CliError(
      'WRONG_USE',
      `expected an empty data directory, saw ${strange.sort()[0]} in ${plan.dataDir}`,
    )
  const files = await inspectBackup(plan)
  if (!files.some(({ name }) => name === 'secrets.json'))
    throw new CliError(
      'WRONG_USE',
      'expected a backup of an embedded installation, with its secrets: restore this one into DATABASE_URL',
    )
  const wasThere = existsSync(plan.dataDir)
  const dataDir = openDataDir(plan.dataDir)
  const lock = await DirectoryLock.acquire(dataDir)
  let done = false
  try {
    const announce = (line: string): void => plan.announce(line)
    const server = await startEmbeddedPostgres({ dataDir, announce })
    try {
      writeFiles(dataDir, files)
      const secretsFile = join(dataDir, 'secrets.json')
      const restored = await restoreInto(server.url, { ...plan, dataDir, secretsFile })
      done = true
      return restored
    } finally {
      await server.stop()
      if (!done) rmSync(server.directory, { recursive: true, force: true })
    }
  } finally {
    lock.release()
    if (!done) {
      for (const name of readdirSync(dataDir))
        if (!before.includes(name)) rmSync(join(dataDir, name), { recursive: true, force: true })
      if (!wasThere) rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

/** What was not shown cannot have been held against the backup, and is not passed over in silence. */
function summary({ rows, erasures, items, log }: Restored, plan: RestorePlan): string {
  const replayed =
    erasures === 0
      ? 'nothing was erased since that it held'
      : `${items} content items were erased again`
  const again =
    plan.journals.length === 0
      ? 'NO JOURNAL OF ERASURES WAS SHOWN, so what was erased since the backup is back'
      : replayed
  const against =
    plan.checkpoints.length === 0
      ? 'its own checkpoints, and none that others were shown was at hand'
      : 'every checkpoint it reaches'
  return `restored ${rows} rows; ${again}; the log of ${log.size} entries agrees with ${against}`
}
