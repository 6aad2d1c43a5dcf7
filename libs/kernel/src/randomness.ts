import { randomBytes } from '#crypto'

/** Unpredictable bytes as a port, so that tests can seed them. */
export abstract class Randomness {
  abstract bytes(length: number): Uint8Array

  /** Uniform in [0, 1), from 48 bits. */
  fraction(): number {
    return this.bytes(6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48
  }
}

export class SystemRandomness extends Randomness {
  bytes(length: number): Uint8Array {
    return randomBytes(length)
  }
}
