import { createHash } from 'node:crypto'
import { publicKeyOf, sign } from '@assize/kernel'
import { ed25519Blob, readPublicKey, type SshPublicKey } from './ssh-public-key.js'
import { SshReader, sshString } from './ssh-wire.js'

const magic = Buffer.from('SSHSIG')
const version = 1
const begin = '-----BEGIN SSH SIGNATURE-----'
const end = '-----END SSH SIGNATURE-----'
const digests = ['sha256', 'sha512']

export type SshSignature =
  | { readonly kind: 'made'; readonly by: SshPublicKey }
  /** By a key of a kind, or in a form, that we cannot check. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'bad' }

/** An Ed25519 signature in armour, for one purpose. Source: OpenSSH's PROTOCOL.sshsig. */
export function signSsh(seed: Uint8Array, namespace: string, message: Uint8Array): string {
  const signature = sign(seed, signedBytes(namespace, 'sha512', message))
  const blob = Buffer.concat([
    magic,
    Buffer.from([0, 0, 0, version]),
    sshString(ed25519Blob(publicKeyOf(seed))),
    sshString(namespace),
    sshString(''),
    sshString('sha512'),
    sshString(Buffer.concat([sshString('ssh-ed25519'), sshString(signature)])),
  ])
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return `${[begin, ...lines, end].join('\n')}\n`
}

/** Who signed `message` for this purpose: whose key it is, is for others to say. */
export function checkSsh(armour: string, namespace: string, message: Uint8Array): SshSignature {
  const [, base64] =
    /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n*$/.exec(
      armour,
    ) ?? []
  if (base64 === undefined) return { kind: armour.startsWith(begin) ? 'bad' : 'foreign' }
  try {
    return check(new SshReader(Buffer.from(base64, 'base64')), namespace, message)
  } catch {
    return { kind: 'bad' }
  }
}

function check(reader: SshReader, namespace: string, message: Uint8Array): SshSignature {
  if (!reader.take(magic.length).equals(magic) || reader.uint32() !== version)
    return { kind: 'bad' }
  const key = readPublicKey(reader.string())
  const purpose = reader.text()
  reader.string()
  const digest = reader.text()
  const signature = reader.string()
  reader.end()
  if (!key) return { kind: 'foreign' }
  const isMeant = purpose === namespace && digests.includes(digest)
  return isMeant && key.verifies(signedBytes(namespace, digest, message), signature)
    ? { kind: 'made', by: key }
    : { kind: 'bad' }
}

const signedBytes = (namespace: string, digest: string, message: Uint8Array): Buffer =>
  Buffer.concat([
    magic,
    sshString(namespace),
    sshString(''),
    sshString(digest),
    sshString(createHash(digest).update(message).digest()),
  ])
