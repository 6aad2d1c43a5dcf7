import {
  draftCommit,
  fileNames,
  lintPolicy,
  parsePolicyManifest,
  readPolicyText,
  type LintRemark,
  type PolicyManifest,
} from '@assize/policy'
import { DomainError } from '@assize/kernel'
import type { Command } from 'commander'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { CliError } from '../cli-error.js'
import { root } from '../places.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Linted {
  readonly policy: string
  readonly remarks: readonly (Pick<LintRemark, 'severity' | 'message'> & Partial<LintRemark>)[]
}

interface Options extends JsonOption {
  readonly strict?: boolean
}

export function policyLintCommand(): Command {
  return verb('lint', 'Check policies on disk as a commit would; needs no installation.')
    .argument('[folders...]', 'of one policy each, or of several policies (default: policies)')
    .option('--strict', 'a warning fails as well')
    .action((given: readonly string[], options: Options) => {
      const folders = (given.length > 0 ? given : [usualFolder()]).flatMap(policyFolders)
      const linted = folders.map(lintFolder)
      print(options, linted, linted.map(asText).join('\n'))
      const failing = linted.filter(({ remarks }) =>
        remarks.some(({ severity }) => options.strict || severity === 'error'),
      )
      if (failing.length > 0)
        throw new CliError('NOT_DONE', `${failing.length} of ${linted.length} policies: see above`)
    })
}

const usualFolder = (): string => (existsSync('policies') ? 'policies' : join(root, 'policies'))

function policyFolders(path: string): readonly string[] {
  const isPolicy = (folder: string): boolean => existsSync(join(folder, fileNames.text))
  if (isPolicy(path)) return [path]
  if (!existsSync(path)) throw new CliError('WRONG_USE', `${path} does not exist`)
  const below = readdirSync(path).map((name) => join(path, name))
  const folders = below.filter(isPolicy)
  if (folders.length === 0)
    throw new CliError('WRONG_USE', `${path}: expected a ${fileNames.text} in it or one below it`)
  return folders
}

function lintFolder(folder: string): Linted {
  const policy = basename(resolve(folder))
  try {
    const { files, manifest } = draftCommit({ policy, ...read(folder), ...unsaid }, new Date(0))
    return { policy, remarks: lintPolicy(files.text, manifest, earlierOf(folder)) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { policy, remarks: [{ severity: 'error', message: error.message }] }
  }
}

/** What a commit wants to be told besides its files. */
const unsaid = {
  message: 'lint',
  author: { id: 'lint', name: 'lint', email: 'lint@localhost' },
}

function read(folder: string): { text: string; manifestYaml: string; cases: string } {
  const file = (name: string): string =>
    existsSync(join(folder, name)) ? readPolicyText(readFileSync(join(folder, name))) : ''
  return {
    text: file(fileNames.text),
    manifestYaml: file(fileNames.manifestYaml),
    cases: file(fileNames.cases),
  }
}

/** Versions kept beside the current one as `earlier/<number>`, oldest first. */
function earlierOf(folder: string): { sequence: number; manifest: PolicyManifest }[] {
  const earlier = join(folder, 'earlier')
  if (!existsSync(earlier)) return []
  return readdirSync(earlier)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => ({
      sequence: Number(name),
      manifest: parsePolicyManifest(read(join(earlier, name)).manifestYaml),
    }))
}

const asText = ({ policy, remarks }: Linted): string =>
  remarks.length === 0
    ? `${policy}: nothing to remark`
    : remarks.map(({ severity, message }) => `${policy}: ${severity}: ${message}`).join('\n')
