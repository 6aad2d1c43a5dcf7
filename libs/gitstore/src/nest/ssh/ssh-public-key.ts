import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { SshReader, sshString } from './ssh-wire.js'

/** A public key as `~/.ssh/id_….pub` holds it. */
export interface SshPublicKey {
  readonly algorithm: string
  readonly blob: Buffer
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint: string
  /** Whether `signature`, in SSH's form, is one of `signed` by this key. Malformed ones are not. */
  verifies(signed: Buffer, signature: Buffer): boolean
}

const curves: Readonly<Record<string, readonly [name: string, digest: string, bytes: number]>> = {
  nistp256: ['P-256', 'sha256', 32],
  nistp384: ['P-384', 'sha384', 48],
  nistp521: ['P-521', 'sha512', 66],
}
const leastRsaBits = 2048

/** Null for a key of a kind we cannot check, or too weak to count. Throws a `RangeError` for bytes that are no key. */
export function readPublicKey(blob: Buffer): SshPublicKey | null {
  const reader = new SshReader(blob)
  const algorithm = reader.text()
  const check = checkOf(algorithm, reader)
  if (!check) return null
  reader.end()
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  const verifies = (signed: Buffer, signature: Buffer): boolean => {
    try {
      return check(signed, new SshReader(signature))
    } catch {
      return false
    }
  }
  return { algorithm, blob, fingerprint, verifies }
}

/** A line as people paste it: algorithm, base64, an optional comment. Null where it is none. */
export function parsePublicKeyLine(line: string): SshPublicKey | null {
  const [, algorithm, base64 = ''] =
    /^\s*([a-z0-9@.-]+) +([A-Za-z0-9+/]+=*)(?: .*)?\s*$/.exec(line) ?? []
  try {
    const key = readPublicKey(Buffer.from(base64, 'base64'))
    return key?.algorithm === algorithm ? key : null
  } catch {
    return null
  }
}

export const publicKeyLine = ({ algorithm, blob }: SshPublicKey): string =>
  `${algorithm} ${blob.toString('base64')}`

export const ed25519Blob = (publicKey: Uint8Array): Buffer =>
  Buffer.concat([sshString('ssh-ed25519'), sshString(publicKey)])

type Check = (signed: Buffer, signature: SshReader) => boolean

function checkOf(algorithm: string, key: SshReader): Check | null {
  if (algorithm === 'ssh-ed25519') return ed25519Check(key.string())
  if (algorithm === 'sk-ssh-ed25519@openssh.com') return tokenCheck(key.string(), key.string())
  if (algorithm === 'ssh-rsa') return rsaCheck(key.string(), key.string())
  if (algorithm.startsWith('ecdsa-sha2-')) return ecdsaCheck(algorithm, key.text(), key.string())
  return null
}

function ed25519Check(point: Buffer): Check {
  const key = ed25519Key(point)
  return (signed, signature) => {
    if (signature.text() !== 'ssh-ed25519') return false
    const bytes = signature.string()
    signature.end()
    return verify(null, signed, key, bytes)
  }
}

/** A key in a hardware token signs digests, with what the token says of its use. Source: OpenSSH's PROTOCOL.u2f. */
function tokenCheck(point: Buffer, application: Buffer): Check {
  const key = ed25519Key(point)
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
  return (signed, signature) => {
    if (signature.text() !== 'sk-ssh-ed25519@openssh.com') return false
    const bytes = signature.string()
    const said = signature.take(5)
    signature.end()
    // The lowest bit says that a person touched it.
    const touched = ((said[0] ?? 0) & 1) === 1
    const message = Buffer.concat([sha256(application), said, sha256(signed)])
    return touched && verify(null, message, key, bytes)
  }
}

function ed25519Key(point: Buffer): KeyObject {
  if (point.length !== 32) throw new RangeError('expected a point of 32 bytes')
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') },
    format: 'jwk',
  })
}

function rsaCheck(exponent: Buffer, modulus: Buffer): Check | null {
  const [e, n] = [unsigned(exponent), unsigned(modulus)]
  if (n.length * 8 < leastRsaBits) return null
  const key = createPublicKey({
    key: { kty: 'RSA', e: e.toString('base64url'), n: n.toString('base64url') },
    format: 'jwk',
  })
  return (signed, signature) => {
    const digest = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' }[signature.text()]
    const bytes = signature.string()
    signature.end()
    return digest !== undefined && verify(digest, signed, key, bytes)
  }
}

function ecdsaCheck(algorithm: string, curve: string, point: Buffer): Check | null {
  const [name, digest, size] = curves[curve] ?? []
  if (!name || !digest || !size || algorithm !== `ecdsa-sha2-${curve}`) return null
  if (point.length !== 2 * size + 1 || point[0] !== 4) throw new RangeError('expected a point')
  const [x, y] = [point.subarray(1, size + 1), point.subarray(size + 1)]
  const jwk = { kty: 'EC', crv: name, x: x.toString('base64url'), y: y.toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return (signed, signature) => {
    if (signature.text() !== algorithm) return false
    const numbers = new SshReader(signature.string())
    const parts = [numbers.string(), numbers.string()].map((part) => padded(unsigned(part), size))
    const bytes = Buffer.concat(parts)
    return verify(digest, signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)
  }
}

/** Without the zero byte that keeps a number from reading as negative. */
const unsigned = (number: Buffer): Buffer => (number[0] === 0 ? number.subarray(1) : number)

const padded = (number: Buffer, size: number): Buffer =>
  Buffer.concat([Buffer.alloc(Math.max(0, size - number.length)), number])
