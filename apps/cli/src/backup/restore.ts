import {
  BackupError,
  loadBackup,
  markServable,
  readBackup,
  requireEmptyDatabase,
  type BackedUpFile,
} from '@assize/platform/backup'
import { migrate } from '@assize/platform/embedded'
import { createReadStream, existsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { CliError } from '../cli-error.js'
import { checkLog, readCheckpoint, type CheckedLog } from './check-log.js'

export interface RestorePlan {
  readonly path: string
  readonly passphrase: string
  /** Where the journal and the newest checkpoint lie, and where the files of the backup go. */
  readonly dataDir: string
  readonly secretsFile: string | undefined
  readonly journals: readonly string[]
  readonly checkpoints: readonly string[]
  readonly announce: (line: string) => void
}

export interface Restored {
  readonly rows: number
  readonly erasures: number
  readonly items: number
  readonly log: CheckedLog
}

/** Everything that can be refused without touching anything: the whole file is read and its every byte checked. */
export async function inspectBackup(plan: RestorePlan): Promise<readonly BackedUpFile[]> {
  for (const file of plan.journals)
    if (!existsSync(file)) throw new CliError('WRONG_USE', `--erasures: there is no ${file}`)
  plan.checkpoints.map(readCheckpoint)
  const files: BackedUpFile[] = []
  await readBackup(plan.path, plan.passphrase, {
    file: (file) => Promise.resolve(void files.push(file)),
  }).catch((error: unknown) => {
    if (error instanceof BackupError)
      throw new CliError('NOT_DONE', `${plan.path}: ${error.message}`, {}, { cause: error })
    throw error
  })
  return files
}

/**
 * A backup of a database of one's own brings no secrets: erasures are carried out under the operator's settings, which
 * are read before anything is, so that none is found wanting when all rows are loaded.
 */
export async function requireSecrets(url: string, plan: RestorePlan): Promise<void> {
  if (plan.journals.length === 0) return
  const { secretsFile } = plan
  if (secretsFile === undefined)
    throw new CliError(
      'WRONG_USE',
      `ASSIZE_SECRETS_FILE: expected it, to carry out the erasures in ${plan.journals[0]}`,
    )
  const { Config } = await import('@assize/platform')
  try {
    Config.read({
      DATABASE_URL: url,
      ASSIZE_SECRETS_FILE: secretsFile,
      ASSIZE_DATA_DIR: plan.dataDir,
    })
  } catch (error) {
    throw new CliError('WRONG_USE', (error as Error).message, {}, { cause: error })
  }
}

/**
 * Fills the empty database behind `url`, erases again what was erased since, checks the log, and only then lets it be
 * served. What stops it on the way leaves a database that every start refuses.
 */
export async function restoreInto(url: string, plan: RestorePlan): Promise<Restored> {
  const { announce } = plan
  await requireEmptyDatabase(url).catch((error: unknown) => {
    throw new CliError('WRONG_USE', (error as Error).message, {}, { cause: error })
  })
  announce('loading the rows')
  const closing = await loadBackup({ url, path: plan.path, passphrase: plan.passphrase })
  await migrate({ url, announce })
  announce('checking the log')
  const shown = plan.checkpoints.map(readCheckpoint)
  const log = await checkLog(url, shown)
  const replayed = await replay(url, plan)
  await markServable(url)
  return {
    rows: closing.tables.reduce((sum, table) => sum + table.rows, 0),
    ...{ erasures: replayed.erasures, items: replayed.items, log },
  }
}

async function replay(
  url: string,
  plan: RestorePlan,
): Promise<{ readonly erasures: number; readonly items: number }> {
  if (plan.journals.length === 0) return { erasures: 0, items: 0 }
  const { secretsFile } = plan
  if (secretsFile === undefined)
    throw new CliError('WRONG_USE', 'ASSIZE_SECRETS_FILE: expected it, to carry out erasures')
  plan.announce('erasing again what was erased since')
  // Loaded here alone: it brings in every room that keeps words.
  const { replayErasures } = await import('@assize/custody/nest')
  const { erasingRooms: rooms } = await import('./erasing-rooms.js')
  return replayErasures({
    url,
    secretsFile,
    dataDir: plan.dataDir,
    lines: linesOf(plan.journals),
    rooms,
  })
}

async function* linesOf(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files) {
    // As far as it reaches now: what is erased again is written at its end.
    const lines: string[] = []
    for await (const line of createInterface({ input: createReadStream(file) })) lines.push(line)
    yield* lines
  }
}

/** The files of a backup by their own names, readable by their owner alone. */
export function writeFiles(dataDir: string, files: readonly BackedUpFile[]): void {
  for (const { name, bytes } of files)
    writeFileSync(join(dataDir, basename(name)), Buffer.from(bytes, 'base64'), { mode: 0o600 })
}
