import { mkdir, rm } from 'node:fs/promises'
import type { EvidencePosition } from '../../evidence/evidence-position.js'
import { listingNames, type Listing } from '../../evidence/listings.js'
import type { ExportFile, ExportFiles } from '../export-files.js'
import { BagWriter, type LargeFile } from './bag-writer.js'

export type Spool = Listing | 'redactions'

const spoolNames: readonly Spool[] = [...listingNames, 'redactions']
const partOf = (name: string): string => `${name}.part`

/** The files one package grows in, opened at where the worker before left them. */
export class PackageParts {
  private constructor(
    private readonly files: ExportFiles,
    private readonly id: string,
    readonly zip: ExportFile,
    private readonly directory: ExportFile,
    private readonly manifest: ExportFile,
    private readonly spools: ReadonlyMap<Spool, ExportFile>,
    readonly bag: BagWriter,
  ) {}

  /** Whether everything a worker before left is still there: a lost disk means to begin anew. */
  static async arePresent(
    files: ExportFiles,
    id: string,
    fileName: string,
    { bag, spools }: Pick<EvidencePosition, 'bag' | 'spools'>,
  ): Promise<boolean> {
    const wanted: [name: string, bytes: number][] = [
      [fileName, bag.zipBytes],
      [partOf('directory'), bag.directoryBytes],
      [partOf('manifest'), bag.manifestBytes],
      ...spoolNames.map((name): [string, number] => [partOf(name), spools[name]]),
    ]
    const sizes = await Promise.all(wanted.map(([name]) => files.sizeOf(id, name)))
    return wanted.every(([, bytes], n) => (sizes[n] ?? -1) >= bytes)
  }

  static async open(
    files: ExportFiles,
    id: string,
    fileName: string,
    from: Pick<EvidencePosition, 'bag' | 'spools'>,
  ): Promise<PackageParts> {
    await mkdir(files.pathOf(id, ''), { recursive: true, mode: 0o700 })
    const { zipBytes, directoryBytes, manifestBytes } = from.bag
    const zip = await files.openAt(id, fileName, zipBytes)
    const directory = await files.openAt(id, partOf('directory'), directoryBytes)
    const manifest = await files.openAt(id, partOf('manifest'), manifestBytes)
    const spools = new Map<Spool, ExportFile>()
    for (const name of spoolNames)
      spools.set(name, await files.openAt(id, partOf(name), from.spools[name]))
    const bag = new BagWriter({ zip, directory, manifest }, from.bag)
    return new PackageParts(files, id, zip, directory, manifest, spools, bag)
  }

  async append(spool: Spool, line: string): Promise<void> {
    await this.spools.get(spool)?.append(Buffer.from(line))
  }

  /** Puts everything on the disk and says how much that is. */
  async keep(): Promise<Pick<EvidencePosition, 'bag' | 'spools'>> {
    await this.bag.sync()
    for (const spool of this.spools.values()) await spool.sync()
    const sizes = spoolNames.map((name) => [name, this.spools.get(name)?.bytes ?? 0] as const)
    return {
      bag: this.bag.position(),
      spools: Object.fromEntries(sizes) as EvidencePosition['spools'],
    }
  }

  /** The listings become files of the payload; nothing is appended to them any more. */
  async addListings(): Promise<void> {
    await this.keep()
    for (const name of listingNames) await this.bag.addLarge(name, this.large(name))
  }

  /** `data/package.json`: the redactions, however many, between what stands before and after them. */
  async addDescription({ head, tail }: { head: string; tail: string }): Promise<void> {
    const whole = await this.files.openAt(this.id, partOf('package'), 0)
    try {
      await whole.append(Buffer.from(head))
      for await (const chunk of this.files.read(this.id, partOf('redactions')))
        await whole.append(chunk as Buffer)
      await whole.append(Buffer.from(tail))
      await whole.sync()
    } finally {
      await whole.close()
    }
    await this.bag.addLarge('package.json', this.large('package'))
  }

  async end(told: { readonly origin: string; readonly checkpointAt: Date }): Promise<void> {
    await this.bag.end(told, this.large('manifest'), this.large('directory'))
  }

  async close(): Promise<void> {
    const all = [this.zip, this.directory, this.manifest, ...this.spools.values()]
    await Promise.all(all.map((file) => file.close()))
  }

  /** What was only needed on the way. */
  async removeParts(): Promise<void> {
    const names = ['directory', 'manifest', 'package', ...spoolNames]
    for (const name of names) await rm(this.files.pathOf(this.id, partOf(name)), { force: true })
  }

  private large(name: string): LargeFile {
    return {
      path: this.files.pathOf(this.id, partOf(name)),
      scratch: this.files.pathOf(this.id, 'deflated.part'),
    }
  }
}
