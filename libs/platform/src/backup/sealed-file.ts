import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { BackupError } from './backup-error.js'

/**
 * A file sealed with a passphrase, written and read as a stream:
 *
 *     assize-backup/1 LF  {"kdf":"scrypt","N":…,"r":…,"p":…,"salt":…,"nonce":…,"check":…} LF  chunk …
 *
 * A chunk is four bytes (big-endian: its length, the highest bit set in the last one), AES-256-GCM ciphertext and a tag
 * of 16 bytes. Its nonce is the file's eight bytes and the number of the chunk; the digest of the header and the four
 * bytes are authenticated with it, so that chunks can be neither moved, dropped, cut short nor put in another file.
 */
const magic = 'assize-backup/1'
const chunkBytes = 256 * 1024
const tagBytes = 16
const last = 0x8000_0000
const cost = { N: 131_072, r: 8, p: 1 }
const leastPassphrase = 12
const mostHeaderBytes = 4096

interface Header {
  readonly kdf: 'scrypt'
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
  readonly nonce: string
  readonly check: string
}

/** Throws `PASSPHRASE_TOO_SHORT`: what guards a copy of everything is not guessed in an afternoon. */
export function parsePassphrase(text: string): string {
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase.length >= leastPassphrase) return passphrase
  throw new BackupError(
    'PASSPHRASE_TOO_SHORT',
    `expected a passphrase of at least ${leastPassphrase} characters`,
  )
}

/** Takes bytes in any portions and writes them sealed. Nothing it wrote opens before `end`. */
export class SealedWriter {
  private held: Buffer[] = []
  private size = 0
  private number = 0

  private constructor(
    private readonly file: FileHandle,
    private readonly key: Buffer,
    private readonly nonce: Buffer,
    private readonly bound: Buffer,
  ) {}

  /** The file must not be there yet. */
  static async create(path: string, passphrase: string): Promise<SealedWriter> {
    const [salt, nonce] = [randomBytes(16), randomBytes(8)]
    const { key, check } = await derive(passphrase, salt, cost)
    const header: Header = {
      ...{ kdf: 'scrypt', ...cost, salt: salt.toString('base64') },
      ...{ nonce: nonce.toString('base64'), check: check.toString('base64') },
    }
    const text = `${magic}\n${JSON.stringify(header)}\n`
    const file = await open(path, 'wx', 0o600)
    await file.appendFile(text)
    return new SealedWriter(file, key, nonce, digestOf(text))
  }

  async write(bytes: Buffer): Promise<void> {
    this.held.push(bytes)
    this.size += bytes.length
    while (this.size > chunkBytes) await this.seal(this.take(chunkBytes), false)
  }

  /** On disk when this resolves. */
  async end(): Promise<void> {
    await this.seal(this.take(this.size), true)
    await this.file.sync()
    await this.file.close()
  }

  /** Gives the file up as it is. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined)
  }

  private take(length: number): Buffer {
    const all = Buffer.concat(this.held)
    this.held = [all.subarray(length)]
    this.size = all.length - length
    return all.subarray(0, length)
  }

  private async seal(plain: Buffer, isLast: boolean): Promise<void> {
    const frame = Buffer.alloc(4)
    frame.writeUInt32BE((plain.length | (isLast ? last : 0)) >>> 0)
    const cipher = createCipheriv('aes-256-gcm', this.key, nonceOf(this.nonce, this.number++))
    cipher.setAAD(Buffer.concat([this.bound, frame]))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    await this.file.appendFile(Buffer.concat([frame, sealed, cipher.getAuthTag()]))
  }
}

/** The bytes that were sealed, in the order they were written. Throws before it yields a byte that is not authentic. */
export async function* openSealed(path: string, passphrase: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  try {
    const { header, text } = await readHeader(file)
    const { key, check } = await derive(passphrase, Buffer.from(header.salt, 'base64'), header)
    if (!check.equals(Buffer.from(header.check, 'base64')))
      throw new BackupError('PASSPHRASE_WRONG', 'this passphrase does not open the backup')
    const [nonce, bound] = [Buffer.from(header.nonce, 'base64'), digestOf(text)]
    let at = Buffer.byteLength(text)
    for (let number = 0; ; number++) {
      const frame = await readExactly(file, at, 4)
      const word = frame.readUInt32BE()
      const length = word & ~last
      if (length > chunkBytes) throw damaged()
      const sealed = await readExactly(file, at + 4, length + tagBytes)
      at += 4 + sealed.length
      yield unseal(key, nonceOf(nonce, number), Buffer.concat([bound, frame]), sealed)
      if ((word & last) !== 0) break
    }
    if ((await file.stat()).size !== at) throw damaged()
  } finally {
    await file.close()
  }
}

function unseal(key: Buffer, nonce: Buffer, bound: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw damaged(cause)
  }
}

async function readHeader(file: FileHandle): Promise<{ header: Header; text: string }> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(mostHeaderBytes),
    0,
    mostHeaderBytes,
    0,
  )
  const [first, second] = buffer.subarray(0, bytesRead).toString('latin1').split('\n', 2)
  if (first !== magic || second === undefined)
    throw new BackupError('NOT_A_BACKUP', 'expected a file made by assize backup')
  try {
    const header = JSON.parse(second) as Header
    const sound =
      header.kdf === 'scrypt' && header.N === cost.N && header.r === cost.r && header.p === cost.p
    if (!sound) throw damaged()
    return { header, text: `${first}\n${second}\n` }
  } catch (cause) {
    throw damaged(cause)
  }
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead === length) return buffer
  throw new BackupError('BACKUP_TRUNCATED', 'the backup ends before its end: it was cut short')
}

const damaged = (cause?: unknown): BackupError =>
  new BackupError(
    'BACKUP_DAMAGED',
    'the backup is not as it was written: it was changed',
    {},
    { cause },
  )

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

function nonceOf(prefix: Buffer, number: number): Buffer {
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(number)
  return Buffer.concat([prefix, counter])
}

function derive(
  passphrase: string,
  salt: Buffer,
  { N, r, p }: { N: number; r: number; p: number },
): Promise<{ key: Buffer; check: Buffer }> {
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFC'),
      salt,
      64,
      { N, r, p, maxmem: 256 * N * r },
      (error, out) => {
        if (error) reject(error)
        // One half is the key; the digest of the other tells a wrong passphrase from a damaged file.
        else resolve({ key: out.subarray(0, 32), check: sha256Of(out.subarray(32)) })
      },
    )
  })
}

const sha256Of = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
