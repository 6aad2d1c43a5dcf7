import { existsSync } from 'node:fs'
import type { PackFile } from '@assize/policy'
import { PackageFault, type PackageSource } from '@assize/disclosure'
import { CliError } from '../cli-error.js'
import { FolderPackage } from '../evidence/folder-package.js'
import { ZipFault, ZipPackage } from '../evidence/zip-package.js'

const read = /\.(?:md|markdown|txt|ya?ml|csv|jsonl)$/i
const mostFiles = 2_000
const mostBytes = 64 * 1024 * 1024

/** The texts, manifests and tables of a folder or a zip; what else is in it is not read. */
export async function openPack(path: string): Promise<readonly PackFile[]> {
  if (!existsSync(path)) throw new CliError('WRONG_USE', `${path} does not exist`)
  try {
    if (FolderPackage.isOne(path)) return await filesOf(new FolderPackage(path))
    const zip = await ZipPackage.open(path)
    return await filesOf(zip).finally(() => zip.close())
  } catch (error) {
    if (error instanceof ZipFault || error instanceof PackageFault)
      throw new CliError('WRONG_USE', `${path}: ${error.message}`)
    throw error
  }
}

async function filesOf(source: PackageSource): Promise<readonly PackFile[]> {
  const paths = (await source.paths()).filter((path) => read.test(path) && !isUnread(path)).sort()
  if (paths.length > mostFiles)
    throw new CliError('WRONG_USE', `expected a pack of at most ${mostFiles} files`)
  const files: PackFile[] = []
  let left = mostBytes
  for (const path of paths) {
    const pieces: Uint8Array[] = []
    for await (const piece of source.read(path)) {
      left -= piece.length
      if (left < 0) throw new CliError('WRONG_USE', 'expected a pack of at most 64 MiB of texts')
      pieces.push(piece)
    }
    files.push({ path, bytes: Buffer.concat(pieces) })
  }
  return files
}

const isUnread = (path: string): boolean =>
  path.split('/').some((part) => part === 'node_modules' || part === '__MACOSX' || part === '.git')
