import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { PackageSource } from '@assize/disclosure'

/** A package that was unpacked. Links are not followed: what they lead to is not in the package. */
export class FolderPackage extends PackageSource {
  constructor(private readonly folder: string) {
    super()
  }

  static isOne = (path: string): boolean =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

  paths(): Promise<readonly string[]> {
    return Promise.resolve(
      readdirSync(this.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)))
        .map((path) => path.split(sep).join('/')),
    )
  }

  read(path: string): AsyncIterable<Uint8Array> {
    return createReadStream(join(this.folder, path))
  }
}
