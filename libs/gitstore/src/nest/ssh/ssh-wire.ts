/** A string of SSH's wire form: four bytes of length, then the bytes. Source: RFC 4251, section 5. */
export function sshString(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}

/** Reads one part after the other; throws a `RangeError` beyond the end. */
export class SshReader {
  private at = 0

  constructor(private readonly bytes: Buffer) {}

  string(): Buffer {
    return this.take(this.uint32())
  }

  text(): string {
    return this.string().toString('latin1')
  }

  uint32(): number {
    return this.take(4).readUInt32BE()
  }

  take(count: number): Buffer {
    if (this.at + count > this.bytes.length) throw new RangeError('expected more bytes')
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new RangeError('expected no further bytes')
  }
}
