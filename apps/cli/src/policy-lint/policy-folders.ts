import { fileNames, readPolicyManifest, readPolicyText, type PolicyManifest } from '@assize/policy'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CliError } from '../cli-error.js'

/** Where the files of one policy lie; one that does not exist is nothing. */
export interface PolicyOnDisk {
  /** The name it would be committed by; nothing for a text that stands alone. */
  readonly name: string | null
  readonly shown: string
  readonly paths: {
    readonly text: string
    readonly manifest: string | null
    readonly cases: string | null
  }
}

/** The policies at a path: a folder of one or of several, or a single text. */
export function findPolicies(path: string): readonly PolicyOnDisk[] {
  if (!existsSync(path)) throw new CliError('WRONG_USE', `${path} does not exist`)
  if (!statSync(path).isDirectory()) {
    if (basename(path) === fileNames.text) return [folder(dirname(path))]
    return [{ name: null, shown: path, paths: { text: path, manifest: null, cases: null } }]
  }
  if (isPolicy(path)) return [folder(path)]
  const below = readdirSync(path)
    .sort()
    .map((name) => join(path, name))
  const folders = below.filter(isPolicy)
  if (folders.length === 0)
    throw new CliError('WRONG_USE', `${path}: expected a ${fileNames.text} in it or one below it`)
  return folders.map(folder)
}

const isPolicy = (path: string): boolean => existsSync(join(path, fileNames.text))

function folder(path: string): PolicyOnDisk {
  const name = basename(resolve(path))
  const paths = {
    text: join(path, fileNames.text),
    manifest: join(path, fileNames.manifestYaml),
    cases: join(path, fileNames.cases),
  }
  return { name, shown: name, paths }
}

/** Throws a `PolicyError` if the bytes are no UTF-8; an absent file reads as empty. */
export const readText = (path: string): string =>
  existsSync(path) ? readPolicyText(readFileSync(path)) : ''

/** Versions kept beside the current one as `earlier/<number>`, oldest first; those that cannot be read say nothing. */
export function readEarlier({
  paths,
}: PolicyOnDisk): { sequence: number; manifest: PolicyManifest }[] {
  const earlier = join(dirname(paths.text), 'earlier')
  if (paths.manifest === null || !existsSync(earlier)) return []
  return readdirSync(earlier)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(a) - Number(b))
    .flatMap((name) => {
      const reading = readPolicyManifest(readText(join(earlier, name, fileNames.manifestYaml)))
      return reading.kind === 'manifest'
        ? [{ sequence: Number(name), manifest: reading.manifest }]
        : []
    })
}
