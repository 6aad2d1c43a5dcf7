/** Bytes that grow at their end, in memory that is used again. */
export class GrowingBytes {
  bytes = Buffer.allocUnsafe(16 * 1024)
  length = 0

  /** Makes room and answers where it starts. */
  claim(size: number): number {
    const at = this.length
    this.length += size
    if (this.length > this.bytes.length) {
      const wider = Buffer.allocUnsafe(Math.max(this.length, this.bytes.length * 2))
      this.bytes.copy(wider, 0, 0, at)
      this.bytes = wider
    }
    return at
  }

  copy(from: Buffer, start: number, size: number): void {
    const at = this.claim(size)
    from.copy(this.bytes, at, start, start + size)
  }

  /** The same for a few bytes, where the call into the runtime would cost more than the loop. */
  copyShort(from: Uint8Array, start: number, size: number): void {
    const at = this.claim(size)
    const { bytes } = this
    for (let n = 0; n < size; n++) bytes[at + n] = from[start + n] ?? 0
  }

  /** Least significant byte first. */
  uint32(value: number): void {
    const at = this.claim(4)
    const { bytes } = this
    bytes[at] = value & 0xff
    bytes[at + 1] = (value >>> 8) & 0xff
    bytes[at + 2] = (value >>> 16) & 0xff
    bytes[at + 3] = value >>> 24
  }

  /** Seven bits a byte, least significant first. */
  varint(value: number): void {
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.claim(1)] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.bytes[this.claim(1)] = rest
  }

  /** Values of `width` bits each, the first in the lowest bits, filled up to a multiple of eight. */
  packed(values: ArrayLike<number>, count: number, width: number): void {
    const groups = Math.ceil(count / 8)
    this.varint((groups << 1) | 1)
    let at = this.claim(groups * width)
    let held = 0
    let bits = 0
    for (let n = 0; n < groups * 8; n++) {
      held |= (n < count ? (values[n] ?? 0) : 0) << bits
      bits += width
      while (bits >= 8) {
        this.bytes[at++] = held & 0xff
        held >>>= 8
        bits -= 8
      }
    }
  }

  /** One value below 256, many times. */
  run(value: number, count: number): void {
    this.varint(count << 1)
    this.bytes[this.claim(1)] = value
  }

  get view(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  clear(): void {
    this.length = 0
  }
}
