import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { parseUploadPath, sizeLimitOf, uploadLimits } from '../import-upload.js'
import { ImportError } from '../import-error.js'
import { ImportPlaces } from './import-places.js'

const ownerFile = '.owner'

/** Bundles sent by browsers, one file a request, that wait in a folder of their own until they are imported. */
@Injectable()
export class ImportUploads {
  constructor(
    @Inject(ImportPlaces) private readonly places: ImportPlaces,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async begin(owner: string): Promise<string> {
    await this.discardOld()
    const id = this.ids.next()
    try {
      await mkdir(join(this.folderOf(id), 'policies'), { recursive: true, mode: 0o700 })
      await writeFile(join(this.folderOf(id), ownerFile), owner)
    } catch (cause) {
      throw new ImportError(
        'UPLOAD_UNAVAILABLE',
        'the server has no place for uploads: its data directory cannot be written',
        {},
        { cause },
      )
    }
    return id
  }

  /**
   * Answers the size. A file appears only when it is whole; sent again, it is replaced. One that says beforehand that
   * it is too large is refused unread, so that its sender hears of it.
   */
  async put(
    id: string,
    owner: string,
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    saidBytes = 0,
  ): Promise<number> {
    const folder = await this.owned(id, owner)
    const file = join(folder, parseUploadPath(path))
    if (saidBytes > sizeLimitOf(path)) throw tooLarge(sizeLimitOf(path))
    await this.refuseTooMany(folder)
    const partial = `${file}.partial`
    let sizeBytes = 0
    const limited = async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        sizeBytes += chunk.length
        if (sizeBytes > sizeLimitOf(path)) throw tooLarge(sizeLimitOf(path))
        yield chunk
      }
    }
    try {
      await pipeline(chunks, limited, createWriteStream(partial, { mode: 0o600 }))
      await rename(partial, file)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    return sizeBytes
  }

  /** Where the bundle lies. Throws `UPLOAD_UNKNOWN` also for what somebody else sent. */
  async owned(id: string, owner: string): Promise<string> {
    const of = isUuid(id)
      ? await readFile(join(this.folderOf(id), ownerFile), 'utf8').catch(() => null)
      : null
    if (of === owner) return realpath(this.folderOf(id))
    throw new ImportError('UPLOAD_UNKNOWN', 'expected an upload of yours, saw none of that id')
  }

  async discard(id: string): Promise<void> {
    if (isUuid(id)) await rm(this.folderOf(id), { recursive: true, force: true })
  }

  private async discardOld(): Promise<void> {
    const before = this.clock.now().getTime() - uploadLimits.keptMs
    const ids = await readdir(this.places.uploads).catch(() => [])
    for (const id of ids) {
      const found = await stat(this.folderOf(id)).catch(() => undefined)
      if (found && found.mtimeMs < before) await this.discard(id)
    }
    if (ids.length >= uploadLimits.waiting)
      throw new ImportError(
        'UPLOAD_REFUSED',
        `expected at most ${uploadLimits.waiting} uploads to wait for their import`,
      )
  }

  private async refuseTooMany(folder: string): Promise<void> {
    const files = await readdir(join(folder, 'policies'))
    if (files.length > uploadLimits.policyFiles)
      throw new ImportError(
        'UPLOAD_REFUSED',
        `expected at most ${uploadLimits.policyFiles} policy files`,
      )
  }

  private folderOf(id: string): string {
    return join(this.places.uploads, id)
  }
}

const tooLarge = (limitBytes: number): ImportError =>
  new ImportError('UPLOAD_TOO_LARGE', `expected a file of at most ${limitBytes} bytes`, {
    limitBytes,
  })
