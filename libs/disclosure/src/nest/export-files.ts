import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { Config } from '@assize/platform'
import { manifestName } from '../export-job.js'

/**
 * Where made files lie: one folder a job below the data directory, for its owner alone. API and workers must see the
 * same directory.
 */
@Injectable()
export class ExportFiles {
  private readonly root: string

  constructor(@Inject(Config) config: Config) {
    this.root = join(resolve(config.dataDir), 'exports')
  }

  pathOf(id: string, name: string): string {
    return join(this.root, id, name)
  }

  /** Opens a file at the end of its first `bytes`, and forgets what follows. */
  async openAt(id: string, name: string, bytes: number): Promise<ExportFile> {
    await mkdir(join(this.root, id), { recursive: true, mode: 0o700 })
    const handle = await open(this.pathOf(id, name), bytes === 0 ? 'w' : 'r+', 0o600)
    try {
      const { size } = await handle.stat()
      if (size < bytes) throw new RangeError(`expected ${bytes} bytes of a file, saw ${size}`)
      await handle.truncate(bytes)
      const file = new ExportFile(handle, bytes)
      for await (const chunk of createReadStream(this.pathOf(id, name), { highWaterMark: 2 ** 20 }))
        file.hash.update(chunk as Buffer)
      return file
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Whole or not at all: nobody finds a manifest half written. */
  async write(id: string, name: string, text: string): Promise<void> {
    await mkdir(join(this.root, id), { recursive: true, mode: 0o700 })
    const unfinished = this.pathOf(id, `${name}.part`)
    await writeFile(unfinished, text, { mode: 0o600, flush: true })
    await rename(unfinished, this.pathOf(id, name))
  }

  async sizeOf(id: string, name: string): Promise<number | null> {
    const found = await stat(this.pathOf(id, name)).catch(() => null)
    return found ? found.size : null
  }

  read(id: string, name: string, range?: { readonly start: number; readonly end: number }) {
    return createReadStream(this.pathOf(id, name), { ...range, highWaterMark: 256 * 1024 })
  }

  async readJson(id: string, name: string): Promise<Record<string, unknown>> {
    const text = await readFile(this.pathOf(id, name), 'utf8').catch(() => '{}')
    return JSON.parse(text) as Record<string, unknown>
  }

  /** Jobs of which there is more than a manifest. */
  async listWithFiles(): Promise<readonly string[]> {
    const { folders } = await this.listed()
    const names = await Promise.all(
      folders.map((id) => readdir(join(this.root, id)).catch(() => [])),
    )
    return folders.filter(
      (_, n) => names[n]?.some((name) => !name.endsWith(manifestName(''))) ?? false,
    )
  }

  /** What lies where only folders of jobs should: nobody here made it, and nobody here removes it. */
  async listStrays(): Promise<readonly string[]> {
    return (await this.listed()).strays
  }

  private async listed() {
    const entries = await readdir(this.root, { withFileTypes: true }).catch(() => [])
    const named = (folder: boolean) =>
      entries.filter((entry) => entry.isDirectory() === folder).map(({ name }) => name)
    return { folders: named(true), strays: named(false) }
  }

  async removeFile(id: string, name: string): Promise<void> {
    await rm(this.pathOf(id, name), { force: true })
  }

  async removeAllBut(id: string, kept: string): Promise<void> {
    for (const name of await readdir(join(this.root, id)))
      if (name !== kept) await rm(this.pathOf(id, name), { force: true, recursive: true })
  }

  async removeAll(id: string): Promise<void> {
    await rm(join(this.root, id), { recursive: true, force: true })
  }
}

const heldBytes = 2 ** 20

/** A file that grows at its end, and its digest so far. Holds a megabyte before it writes. */
export class ExportFile {
  readonly hash = createHash('sha256')
  /** What was appended, written or still held. */
  bytes: number
  private held: Uint8Array[] = []
  private written: number

  constructor(
    private readonly handle: FileHandle,
    bytes: number,
  ) {
    this.bytes = bytes
    this.written = bytes
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.held.push(chunk)
    this.bytes += chunk.length
    if (this.bytes - this.written >= heldBytes) await this.flush()
  }

  /** Everything appended is on the disk. */
  async sync(): Promise<void> {
    await this.flush()
    await this.handle.datasync()
  }

  close(): Promise<void> {
    return this.handle.close()
  }

  private async flush(): Promise<void> {
    if (this.held.length === 0) return
    const chunk = Buffer.concat(this.held)
    this.held = []
    this.hash.update(chunk)
    for (let from = 0; from < chunk.length;) {
      const { bytesWritten } = await this.handle.write(
        ...([chunk, from, chunk.length - from, this.written] as const),
      )
      from += bytesWritten
      this.written += bytesWritten
    }
  }
}
