import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { sha256Hex } from '@assize/kernel'
import { Config } from '@assize/platform'
import { parseCheckpoint, parseNote, type Checkpoint } from '../index.js'

/** What of the settings says where files go. */
export interface DataPlace {
  readonly dataDir: string
}

/**
 * The newest checkpoint in files outside the database, so that a database restored from yesterday is found out:
 * `log/checkpoint` for whoever copies it elsewhere, and one file for each name the log has had.
 */
@Injectable()
export class ExportedCheckpoints {
  constructor(@Inject(Config) private readonly place: DataPlace) {}

  get directory(): string {
    return join(this.place.dataDir, 'log')
  }

  /** Null where none was written under that name. Throws where a file is there and is no checkpoint of it. */
  find(origin: string): (Checkpoint & { readonly note: string }) | null {
    const text = readIfThere(this.fileOf(origin))
    if (text === null) return null
    const checkpoint = parseCheckpoint(parseNote(text).text)
    if (checkpoint.origin !== origin) throw new Error(`expected a checkpoint of ${origin}`)
    return { ...checkpoint, note: text }
  }

  /** The note as it was written last, under any name. */
  findNewest(): string | null {
    return readIfThere(join(this.directory, 'checkpoint'))
  }

  write(origin: string, note: string): void {
    writeWhole(this.fileOf(origin), note)
    writeWhole(join(this.directory, 'checkpoint'), note)
  }

  fileOf(origin: string): string {
    return join(this.directory, 'origins', sha256Hex(origin))
  }
}

/** On disk before it has its name, so that a reader, or a crash, sees the old file or the new one. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${process.pid}.new`
  const descriptor = openSync(unfinished, 'w', 0o644)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(unfinished, file)
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
