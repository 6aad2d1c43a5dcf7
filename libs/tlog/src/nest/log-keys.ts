import { readFileSync, statSync } from 'node:fs'
import { Inject, Injectable } from '@nestjs/common'
import { fromBase64 } from '@assize/kernel'
import { Config } from '@assize/platform'
import { ed25519Signer, type NoteSigner } from '../index.js'

/** What of the settings names the file with the keys. */
export interface KeyPlace {
  readonly secretsFile: string
}

/**
 * The keys the log is signed with, out of the secrets file. Read anew when the file changes, so that a key that is added
 * or dropped counts without a restart.
 */
@Injectable()
export class LogKeys {
  private readAt = -1
  private seeds: readonly Uint8Array[] = []

  constructor(@Inject(Config) private readonly place: KeyPlace) {}

  /** In the order they were introduced; none where the file holds none. */
  signers(origin: string): readonly NoteSigner[] {
    const changedAt = statSync(this.place.secretsFile).mtimeMs
    if (changedAt !== this.readAt) {
      this.seeds = readSeeds(this.place.secretsFile)
      this.readAt = changedAt
    }
    return this.seeds.map((seed) => ed25519Signer(origin, seed))
  }
}

function readSeeds(file: string): readonly Uint8Array[] {
  const { logKeys = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly logKeys?: readonly { readonly seed: string }[]
  }
  return logKeys.map(({ seed }) => {
    const bytes = fromBase64(seed)
    if (bytes?.length !== 32)
      throw new Error('expected logKeys to hold seeds of 32 bytes in base64')
    return bytes
  })
}
