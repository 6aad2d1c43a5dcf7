import {
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type KeptHead,
  type VerificationReport,
  type VerificationState,
} from '@assize/tlog'
import type { Command } from 'commander'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { CliError } from '../cli-error.js'
import { databaseHelp, withDatabase } from '../installation/with-database.js'
import { dataDirectory } from '../places.js'
import { ProgressBar } from '../progress-bar.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly key: readonly string[]
  readonly checkpoint: readonly string[]
  readonly resume?: string
}

const everyMs = 2_000

export function logVerifyCommand(): Command {
  return verb('verify', 'Verify the whole log against the record, and lists against both.')
    .option('--key <vkey>', 'a verifier key you trust; again for several', several, [])
    .option('--checkpoint <file>', 'a checkpoint you kept; again for several', several, [])
    .option('--resume <file>', 'keep the state there while it runs, and go on from it')
    .addHelpText(
      'after',
      `${databaseHelp}\nWithout --key the keys the record names are believed, which shows less. A key counts\nfor what was signed before the log says it was retired.`,
    )
    .action(async (options: Options) => {
      const plan = { keys: options.key.map(readKey), heads: options.checkpoint.map(readHead) }
      const bar = new ProgressBar('verify')
      const keeper = options.resume === undefined ? null : new StateKeeper(options.resume)
      const { verifyLogOver } = await import('@assize/tlog/nest')
      const report = await withDatabase(process.env, (database) =>
        verifyLogOver(
          database,
          { dataDir: dataDirectory(process.env) },
          {
            ...plan,
            resume: keeper?.read() ?? null,
            onProgress: ({ done, total }) => bar.update(done, total),
            onState: (state) => keeper?.note(state),
          },
        ),
      ).finally(() => bar.stop())
      keeper?.forget()
      print(options, report, asText(report))
      if (report.differenceCount > 0)
        throw new CliError('NOT_DONE', summaryOf(report), { reported: options.json === true })
    })
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value]

function readKey(vkey: string): string {
  try {
    parseVerifierKey(vkey)
    return vkey
  } catch (error) {
    throw new CliError('WRONG_USE', `--key: ${(error as Error).message}`, {}, { cause: error })
  }
}

function readHead(file: string): KeptHead {
  try {
    const note = readFileSync(file, 'utf8')
    return { who: `the checkpoint in ${file}`, ...parseCheckpoint(parseNote(note).text), note }
  } catch (error) {
    const why = (error as Error).message
    throw new CliError('WRONG_USE', `--checkpoint ${file}: ${why}`, {}, { cause: error })
  }
}

/** A file with what a later run goes on from, written whole and not too often. */
class StateKeeper {
  private writtenAt = 0

  constructor(private readonly file: string) {}

  read(): VerificationState | null {
    if (!existsSync(this.file)) return null
    try {
      const state = JSON.parse(readFileSync(this.file, 'utf8')) as VerificationState
      if (state.v === 1) return state
    } catch {
      // Said below.
    }
    throw new CliError('WRONG_USE', `--resume: expected ${this.file} to be a state of this verb`)
  }

  note(state: VerificationState): void {
    if (Date.now() - this.writtenAt < everyMs) return
    writeFileSync(`${this.file}.new`, JSON.stringify(state))
    renameSync(`${this.file}.new`, this.file)
    this.writtenAt = Date.now()
  }

  forget(): void {
    rmSync(this.file, { force: true })
  }
}

function asText(report: VerificationReport): string {
  const { origin, size, checkpoints, rows, listed, waiting, differences, differenceCount } = report
  const lines = [
    `log ${origin ?? 'without a name'}: ${size} entries, ${checkpoints} checkpoints, ${rows} rows of the record` +
      (waiting > 0 ? `, ${waiting} in line` : '') +
      `; ${listed} verdicts held against their listing`,
    ...report.keys.map((key) => `  key ${key}`),
    ...report.retiredKeys.map((key) => `  key ${key}, retired`),
    ...differences.map(({ message }) => `  ! ${message}`),
    ...(differenceCount > differences.length
      ? [`  ! and ${differenceCount - differences.length} more`]
      : []),
    ...(differences.some(({ type }) => type.startsWith('listing-'))
      ? ['  the listing can be made anew from the record: assize log relist']
      : []),
    ...lateLines(report),
  ]
  return [...lines, differenceCount === 0 ? 'nothing differs' : summaryOf(report)].join('\n')
}

/** Late is no fault: imports keep their own times. It is said, so that nobody back-dates unseen. */
function lateLines({ late, lateCount }: VerificationReport): readonly string[] {
  if (lateCount === 0) return []
  const shown = late
    .slice(0, 5)
    .map(
      ({ kind, id, statedAt, enteredAfter }) =>
        `    ${kind} ${id}: of ${statedAt}, logged after ${enteredAfter}`,
    )
  return [
    `  ${lateCount} entries came into the log more than an hour after the time they state`,
    ...shown,
  ]
}

const summaryOf = ({ differenceCount, differences }: VerificationReport): string =>
  differenceCount === 1
    ? `1 difference: ${differences[0]?.message ?? ''}`
    : `${differenceCount} differences, the first: ${differences[0]?.message ?? ''}`
