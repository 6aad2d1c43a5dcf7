import { createReadStream, statSync, type Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { PackageFault, PackageSource } from '@assize/disclosure'

/** A package that was unpacked. What is no file of its own is refused: what a link leads to is not in the package. */
export class FolderPackage extends PackageSource {
  constructor(private readonly folder: string) {
    super()
  }

  static isOne = (path: string): boolean =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

  /** Throws `FILE_LINKED` for a link, and for a pipe or a device, which would never end. */
  async paths(): Promise<readonly string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true })
    const strange = entries.find((entry) => !entry.isFile() && !entry.isDirectory())
    if (strange)
      throw new PackageFault(
        'FILE_LINKED',
        this.nameOf(strange),
        strange.isSymbolicLink()
          ? 'expected a file of the package, saw a link: what it leads to is not in the package'
          : 'expected a file, saw what is none',
      )
    return entries.filter((entry) => entry.isFile()).map((entry) => this.nameOf(entry))
  }

  read(path: string): AsyncIterable<Uint8Array> {
    return createReadStream(join(this.folder, path))
  }

  private nameOf = (entry: Dirent): string =>
    relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/')
}
