const newline = 0x0a
const idStart = '{"id":"'.length
const headLength = idStart + 36

/**
 * Follows rows of JSON as they stream by: how many are whole, where the last of them ended, and its id. Every row is
 * one line that begins with its id.
 */
export class JsonlRows {
  rows = 0n
  /** Bytes up to the end of the last whole row. */
  whole = 0
  private seen = 0
  private head = ''
  private lastHead = ''

  /** `from`: what an earlier worker left. */
  constructor(from: { readonly rows: bigint; readonly bytes: number }) {
    this.rows = from.rows
    this.whole = from.bytes
    this.seen = from.bytes
  }

  take(chunk: Buffer): void {
    let start = 0
    for (;;) {
      if (this.head.length < headLength)
        this.head += chunk.toString(
          'latin1',
          start,
          Math.min(start + headLength - this.head.length, chunk.length),
        )
      const end = chunk.indexOf(newline, start)
      if (end === -1) break
      this.rows += 1n
      this.whole = this.seen + end + 1
      this.lastHead = this.head
      this.head = ''
      start = end + 1
      if (start === chunk.length) break
    }
    this.seen += chunk.length
  }

  /** Of the last whole row; null before the first. */
  get lastId(): string | null {
    return this.lastHead === '' ? null : this.lastHead.slice(idStart, headLength)
  }
}
