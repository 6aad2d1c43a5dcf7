import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { sha256Hex } from '@assize/kernel'
import { bagDeclaration, bagFiles, bagInfo, manifestLine, tagManifest } from '../../evidence/bag.js'
import {
  directoryHeader,
  endRecords,
  localHeader,
  type ZipEntry,
} from '../../evidence/zip-records.js'
import type { ExportFile } from '../export-files.js'

/** How far a bag has come: where its files are cut when another worker goes on. */
export interface BagPosition {
  readonly zipBytes: number
  readonly directoryBytes: number
  readonly manifestBytes: number
  readonly entries: number
  readonly payloadBytes: number
  readonly payloadFiles: number
}

export const bagStart: BagPosition = {
  ...{ zipBytes: 0, directoryBytes: 0, manifestBytes: 0 },
  ...{ entries: 0, payloadBytes: 0, payloadFiles: 0 },
}

/** The files a bag grows in: the zip itself, and beside it what will stand at its end. */
export interface BagParts {
  readonly zip: ExportFile
  readonly directory: ExportFile
  readonly manifest: ExportFile
}

/** Where a file too large for memory lies, and where its deflated form may lie meanwhile. */
export interface LargeFile {
  readonly path: string
  readonly scratch: string
}

const readAtOnce = { highWaterMark: 2 ** 20 }

/**
 * Writes a bag as a zip, file after file, and holds no more of it than one small file: the zip's directory and the
 * bag's manifest grow on disk beside it. The bytes depend on what is put in and in which order, on nothing else.
 */
export class BagWriter {
  private entries: number
  private payloadBytes: number
  private payloadFiles: number

  constructor(
    private readonly parts: BagParts,
    from: BagPosition,
  ) {
    this.entries = from.entries
    this.payloadBytes = from.payloadBytes
    this.payloadFiles = from.payloadFiles
  }

  position(): BagPosition {
    const { zip, directory, manifest } = this.parts
    return {
      ...{ zipBytes: zip.bytes, directoryBytes: directory.bytes, manifestBytes: manifest.bytes },
      ...{
        entries: this.entries,
        payloadBytes: this.payloadBytes,
        payloadFiles: this.payloadFiles,
      },
    }
  }

  /** Everything added so far is on the disk. */
  async sync(): Promise<void> {
    const { zip, directory, manifest } = this.parts
    await Promise.all([zip.sync(), directory.sync(), manifest.sync()])
  }

  /** A file of the payload. */
  async add(path: string, content: Uint8Array | string): Promise<void> {
    const bytes = Buffer.from(content)
    await this.note(`data/${path}`, sha256Hex(bytes), bytes.length)
    await this.put(`data/${path}`, bytes)
  }

  /** The same for a file of any size. */
  async addLarge(path: string, file: LargeFile): Promise<void> {
    const { sha256, sizeBytes } = await this.putLarge(`data/${path}`, file)
    await this.note(`data/${path}`, sha256, sizeBytes)
  }

  /** Manifests, tags and the directory: after this nothing can be added. */
  async end(
    told: { readonly origin: string; readonly checkpointAt: Date },
    manifest: LargeFile,
    directory: LargeFile,
  ): Promise<void> {
    await this.sync()
    const { sha256 } = await this.putLarge(bagFiles.manifest, manifest)
    const { payloadBytes, payloadFiles } = this
    const tags = new Map<string, string>([
      [bagFiles.info, bagInfo({ payloadBytes, payloadFiles, ...told })],
      [bagFiles.declaration, bagDeclaration],
    ])
    for (const [path, text] of tags) await this.put(path, Buffer.from(text))
    const lines = `${tagManifest(tags)}${manifestLine(sha256, bagFiles.manifest)}`
    await this.put(bagFiles.tagManifest, Buffer.from(lines))
    await this.sync()
    const { bytes: offset } = this.parts.zip
    await this.copy(directory.path)
    const { bytes: directoryBytes } = this.parts.directory
    await this.parts.zip.append(endRecords(this.entries, directoryBytes, offset))
    await this.sync()
  }

  private async note(path: string, sha256: string, sizeBytes: number): Promise<void> {
    await this.parts.manifest.append(Buffer.from(manifestLine(sha256, path)))
    this.payloadBytes += sizeBytes
    this.payloadFiles += 1
  }

  private async put(path: string, bytes: Uint8Array): Promise<void> {
    const packed = deflateRawSync(bytes)
    const deflated = packed.length < bytes.length
    const stored = deflated ? packed : bytes
    await this.putHeaders({
      ...{ path, crc32: crc32(bytes), deflated, sizeBytes: bytes.length },
      storedBytes: stored.length,
    })
    await this.parts.zip.append(stored)
  }

  /** Deflated to a file of its own first, so that its header can say how long it is. */
  private async putLarge(path: string, file: LargeFile) {
    const hash = createHash('sha256')
    let [checksum, sizeBytes] = [0, 0]
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        checksum = crc32(chunk, checksum)
        sizeBytes += chunk.length
        hash.update(chunk)
        done(null, chunk)
      },
    })
    const scratch = createWriteStream(file.scratch, { mode: 0o600 })
    await pipeline(createReadStream(file.path, readAtOnce), watch, createDeflateRaw(), scratch)
    const { bytesWritten: storedBytes } = scratch
    await this.putHeaders({ path, crc32: checksum, deflated: true, sizeBytes, storedBytes })
    await this.copy(file.scratch)
    await rm(file.scratch, { force: true })
    return { sha256: hash.digest('hex'), sizeBytes }
  }

  private async copy(path: string): Promise<void> {
    for await (const chunk of createReadStream(path, readAtOnce))
      await this.parts.zip.append(chunk as Buffer)
  }

  private async putHeaders(told: Omit<ZipEntry, 'offset'>): Promise<void> {
    const entry = { ...told, offset: this.parts.zip.bytes }
    await this.parts.directory.append(directoryHeader(entry))
    await this.parts.zip.append(localHeader(entry))
    this.entries += 1
  }
}
