import { readFileSync, statSync } from 'node:fs'
import { Inject, Injectable } from '@nestjs/common'
import { fromBase64, publicKeyOf } from '@assize/kernel'
import { Config } from '@assize/platform'
import { ObjectSigner } from '../index.js'
import {
  ed25519Blob,
  publicKeyLine,
  readPublicKey,
  type SshPublicKey,
} from './ssh/ssh-public-key.js'
import { signSsh } from './ssh/ssh-signature.js'

/** What git's clients call us in a file of allowed signers. */
export const serverPrincipal = 'assize@assize.invalid'
export const gitNamespace = 'git'

/**
 * The keys the product signs its commits and tags with, out of the secrets file: the last of `gitKeys` signs, those before
 * it go on being ours. Read anew when the file changes; without a key nothing is signed.
 */
@Injectable()
export class ServerKeys extends ObjectSigner {
  private readAt = -1
  private seeds: readonly Uint8Array[] = []

  constructor(@Inject(Config) private readonly place: { readonly secretsFile: string }) {
    super()
  }

  sign(bytes: Uint8Array): string | null {
    const seed = this.read().at(-1)
    return seed ? signSsh(seed, gitNamespace, bytes) : null
  }

  publicKeys(): readonly SshPublicKey[] {
    return this.read().flatMap((seed) => readPublicKey(ed25519Blob(publicKeyOf(seed))) ?? [])
  }

  /** Lines of a file of allowed signers, for git's own clients. */
  allowedSigners(): string {
    return this.publicKeys()
      .map((key) => `${serverPrincipal} namespaces="${gitNamespace}" ${publicKeyLine(key)}\n`)
      .join('')
  }

  private read(): readonly Uint8Array[] {
    const changedAt = statSync(this.place.secretsFile).mtimeMs
    if (changedAt !== this.readAt) {
      this.seeds = readSeeds(this.place.secretsFile)
      this.readAt = changedAt
    }
    return this.seeds
  }
}

function readSeeds(file: string): readonly Uint8Array[] {
  const { gitKeys = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly gitKeys?: readonly { readonly seed: string }[]
  }
  return gitKeys.map(({ seed }) => {
    const bytes = fromBase64(seed)
    if (bytes?.length !== 32)
      throw new Error('expected gitKeys to hold seeds of 32 bytes in base64')
    return bytes
  })
}
