import { BackupError } from './backup-error.js'

/** What a backup is made of, inside its seal: one letter, a length of four bytes, the content. */
export type FrameKind = 'M' | 'F' | 'T' | 'D' | 'E' | 'Z'
const kinds = 'MFTDEZ'
const mostBytes = 64 * 1024 * 1024

export interface Frame {
  readonly kind: FrameKind
  readonly content: Buffer
}

export const jsonFrame = (kind: FrameKind, content: unknown): Buffer =>
  frameOf(kind, Buffer.from(JSON.stringify(content)))

export function frameOf(kind: FrameKind, content: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(content.length, 1)
  return Buffer.concat([head, content])
}

export async function* readFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0)
  for await (const portion of bytes) {
    held = held.length === 0 ? portion : Buffer.concat([held, portion])
    let at = 0
    while (held.length - at >= 5) {
      const kind = held.toString('latin1', at, at + 1)
      const length = held.readUInt32BE(at + 1)
      if (!kinds.includes(kind) || length > mostBytes) throw unreadable()
      if (held.length - at - 5 < length) break
      yield { kind: kind as FrameKind, content: held.subarray(at + 5, at + 5 + length) }
      at += 5 + length
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw unreadable()
}

const unreadable = (): BackupError =>
  new BackupError('BACKUP_DAMAGED', 'the backup holds what no version of it holds')
