import { createHash } from 'node:crypto'
import type {
  BackedUpFile,
  BackedUpTable,
  BackupClosing,
  BackupOpening,
  TableDigest,
} from './backup-manifest.js'
import { BackupError } from './backup-error.js'
import { readFrames } from './frames.js'
import { openSealed } from './sealed-file.js'
import { newlinesIn } from './write-backup.js'

/** Takes the parts of a backup as they come. */
export interface BackupReader {
  open?(opening: BackupOpening): Promise<void>
  file?(file: BackedUpFile): Promise<void>
  /** Rows of a table in COPY's text form, in any portions. */
  table?(table: BackedUpTable, rows: AsyncGenerator<Buffer>): Promise<void>
}

/**
 * Reads a backup from end to end, and answers its closing only when every part agreed with it. Nothing that was
 * changed, cut or put together from two backups gets that far.
 */
export async function readBackup(
  path: string,
  passphrase: string,
  reader: BackupReader = {},
): Promise<BackupClosing> {
  const frames = readFrames(openSealed(path, passphrase))
  const digests: TableDigest[] = []
  let closing: BackupClosing | undefined
  try {
    for (;;) {
      const next = await frames.next()
      if (next.done) break
      const frame = next.value
      const parse = <T>(): T => JSON.parse(frame.content.toString()) as T
      if (frame.kind === 'M') await reader.open?.(parse())
      else if (frame.kind === 'F') await reader.file?.(parse())
      else if (frame.kind === 'T') digests.push(await readTable(parse(), frames, reader))
      else if (frame.kind === 'Z') closing = parse()
      else throw incoherent()
    }
  } finally {
    await frames.return(undefined)
  }
  if (!closing || JSON.stringify(closing.tables) !== JSON.stringify(digests)) throw incoherent()
  return closing
}

async function readTable(
  table: BackedUpTable,
  frames: ReturnType<typeof readFrames>,
  reader: BackupReader,
): Promise<TableDigest> {
  const hash = createHash('sha256')
  let rows = 0
  let end: TableDigest | undefined
  async function* portions(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await frames.next()
      if (next.done) throw incoherent()
      const frame = next.value
      if (frame.kind !== 'D' && frame.kind !== 'E') throw incoherent()
      if (frame.kind === 'E') {
        end = JSON.parse(frame.content.toString()) as TableDigest
        return
      }
      hash.update(frame.content)
      rows += newlinesIn(frame.content)
      yield frame.content
    }
  }
  if (reader.table) await reader.table(table, portions())
  else for (const rows = portions(); !(await rows.next()).done;);
  const seen = { name: table.name, rows, sha256: hash.digest('hex') }
  if (JSON.stringify(end) !== JSON.stringify(seen)) throw incoherent()
  return seen
}

const incoherent = (): BackupError =>
  new BackupError('BACKUP_DAMAGED', 'the parts of the backup do not agree with its manifest')
