import {
  PackageFault,
  verifyPackage,
  type PackageReport,
  type PackageSource,
} from '@assize/disclosure'
import { parseVerifierKey, type VerifierKey } from '@assize/tlog'
import type { Command } from 'commander'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { CliError } from '../cli-error.js'
import { FolderPackage } from '../evidence/folder-package.js'
import { ZipFault, ZipPackage } from '../evidence/zip-package.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly key: readonly string[]
  readonly witness: readonly string[]
  readonly witnesses: number
}

const help = `
PACKAGE is the zip or the folder it was unpacked to. Nothing is asked of the network or of an installation.
Take the key from where you trust it, not out of the package: /log/vkey as you saw it earlier, a witness, paper.
Without --key only the package's own keys are there. Then it is said whether everything fits together, which anybody
can make so, and the exit code is 1: nothing is proved.

Exit codes: 0 everything holds under your key, 1 something does not or no key was given, 2 wrong use.`

export function evidenceVerifyCommand(): Command {
  return verb('verify', 'Verify an evidence package offline, needing only the log’s public key.')
    .argument('<package>', 'a zip or an unpacked folder')
    .option(
      '--key <vkey>',
      'a verifier key of the log, or a file of them; again for several',
      several,
      [],
    )
    .option(
      '--witness <vkey>',
      'a witness whose cosignature counts; again for several',
      several,
      [],
    )
    .option('--witnesses <n>', 'how many of them must have signed', Number, 0)
    .addHelpText('after', help)
    .action(async (path: string, options: Options) => {
      const logKeys = options.key.flatMap((each) => readKeys(each, '--key'))
      const witnessKeys = options.witness.flatMap((each) => readKeys(each, '--witness'))
      if (!Number.isInteger(options.witnesses) || options.witnesses < 0)
        throw new CliError('WRONG_USE', '--witnesses: expected a whole number')
      const trust = { logKeys, witnessKeys, witnesses: options.witnesses }
      const report = await verified(path, options, (source) => verifyPackage(source, trust, digest))
      const holds = report.proved
      print(options, { holds, ...report }, inWords(report))
      if (!holds)
        throw new CliError('NOT_DONE', 'nothing is proved without --key', { reported: true })
    })
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value]

/** A fault is the answer of this verb, on standard output like any other. */
async function verified(
  path: string,
  options: JsonOption,
  verify: (source: PackageSource) => Promise<PackageReport>,
): Promise<PackageReport> {
  if (!existsSync(path)) throw new CliError('WRONG_USE', `${path}: expected a package, saw nothing`)
  try {
    if (FolderPackage.isOne(path)) return await verify(new FolderPackage(path))
    const zip = await ZipPackage.open(path)
    try {
      return await verify(zip)
    } finally {
      await zip.close()
    }
  } catch (error) {
    if (!(error instanceof PackageFault) && !(error instanceof ZipFault)) throw error
    const [code, where] =
      error instanceof PackageFault ? [error.code, error.where] : ['NOT_A_ZIP', path]
    const { message: why } = error
    print(options, { holds: false, code, where, why }, visible(`✗ ${where}: ${why}`))
    throw new CliError('NOT_DONE', `${where}: ${why}`, { reported: true }, { cause: error })
  }
}

/** Names come out of the package: what would steer a terminal is shown by its code. */
const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (hidden) => `\\u{${(hidden.codePointAt(0) ?? 0).toString(16)}}`,
  )

/** A key itself, or a file with one a line, as /log/vkey gives them. */
function readKeys(text: string, option: string): VerifierKey[] {
  try {
    const isFile = statSync(text, { throwIfNoEntry: false })?.isFile() ?? false
    const lines = isFile ? readFileSync(text, 'utf8').split('\n') : [text]
    const keys = lines.map((line) => line.trim()).filter((line) => line !== '')
    if (keys.length === 0) throw new Error('expected a key, saw none')
    return keys.map(parseVerifierKey)
  } catch (error) {
    throw new CliError('WRONG_USE', `${option}: ${(error as Error).message}`, {}, { cause: error })
  }
}

async function digest(pieces: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of pieces) {
    hash.update(piece)
    sizeBytes += piece.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

/** `nouns` in the plural. */
const count = (value: number, nouns: string) =>
  `${value.toLocaleString('en')} ${value === 1 ? nouns.replace(/s$/, '') : nouns}`

function inWords(report: PackageReport): string {
  const { words, checkpoints, proved } = report
  const lines = [
    `✓ package: ${count(report.files, 'files')}, each the one its manifest was made over, and none besides`,
    ...checkpoints.map(({ origin, size, witnesses }) => {
      const seen = witnesses.length > 0 ? `, cosigned by ${witnesses.join(', ')}` : ''
      return proved
        ? `✓ checkpoint: ${origin} signed a tree of ${size} entries${seen}`
        : `– checkpoint: of ${size} entries, signed by a key that the package itself names`
    }),
    `✓ records: ${count(report.records, 'rows')}, each the one its log entry was made of, each led to the checkpoint`,
    `✓ listings: ${count(report.verdicts, 'verdicts')} and what belongs to them say what the proven records say`,
    `✓ policies: ${count(report.policies, 'texts')} with the git names and digests they were recorded with`,
    ...(words.bound > 0
      ? [`✓ words: those of ${count(words.bound, 'records')} are the ones they were bound to`]
      : []),
    ...(words.erased > 0
      ? [`– words: those of ${count(words.erased, 'records')} were erased; the records still hold`]
      : []),
    ...(words.withheld > 0
      ? [`– words: those of ${count(words.withheld, 'records')} are withheld from whoever asked`]
      : []),
    '– dossiers, names of people and data/package.json retell the records: no proof binds them',
    ...(report.redactions > 0
      ? [`– left out: ${count(report.redactions, 'parts')}, listed in data/package.json`]
      : []),
  ]
  const verdict = proved
    ? [
        'This proves that these records were in the log when it signed the checkpoint, and have not changed since.',
        'It does not prove that a judgement was right, nor that the log shows everybody the same list: for that compare',
        'the checkpoint with one from elsewhere, or ask for witnesses (--witness).',
      ]
    : [
        'NOTHING IS PROVED. The package fits together, but only by the keys it brings itself, and whoever forges a package',
        'forges those too. Give the key of the log with --key, from where you trust it.',
      ]
  return [...lines, '', ...verdict].join('\n')
}
