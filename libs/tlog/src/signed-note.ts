import {
  concatBytes,
  equalBytes,
  fromBase64,
  publicKeyOf,
  sign,
  toBase64,
  toBytes,
  toHex,
  verify,
} from '@assize/kernel'
import { verifyCosignature } from './cosignature.js'
import {
  isKeyName,
  signatureType,
  verifierKey,
  type NoteSigner,
  type VerifierKey,
} from './note-key.js'
import { TlogError } from './tlog-error.js'

export interface NoteSignature {
  readonly name: string
  /** 4 bytes */
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A signature that holds, with the key it holds by. */
export interface VerifiedSignature extends NoteSignature {
  readonly key: VerifierKey
}

export interface OpenedNote {
  readonly text: string
  /** One a key, in the order of the note. */
  readonly verified: readonly VerifiedSignature[]
}

/** What reading a hostile note may cost. */
const mostBytes = 1_000_000
const mostSignatures = 100

const verifiers: ReadonlyMap<number, typeof verify> = new Map<number, typeof verify>([
  [signatureType.ed25519, verify],
  [
    signatureType.cosignature,
    (publicKey, text, signature) =>
      verifyCosignature(publicKey, new TextDecoder().decode(text), signature),
  ],
])

export function ed25519Signer(name: string, seed: Uint8Array): NoteSigner {
  const key = verifierKey(name, signatureType.ed25519, publicKeyOf(seed))
  return { key, sign: (text) => sign(seed, toBytes(text)) }
}

/** Source: C2SP signed-note, as all of this file. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text)) throw malformed('a text of whole lines without control characters')
  return `${text}\n${signers.map((signer) => signatureLine(signer, text)).join('')}`
}

/** The line a signer adds to a note of that text, with its line feed. */
export const signatureLine = (signer: NoteSigner, text: string): string =>
  formatSignature({ ...signer.key, keyId: signer.key.id, signature: signer.sign(text) })

export const formatSignature = ({ name, keyId, signature }: NoteSignature): string =>
  `\u2014 ${name} ${toBase64(concatBytes(keyId, signature))}\n`

/** Text and signatures of a note, none of them verified. */
export function parseNote(note: string | Uint8Array): Note {
  const whole = typeof note === 'string' ? note : utf8(note)
  if (whole.length > mostBytes) throw malformed(`at most ${mostBytes} bytes`)
  const end = whole.lastIndexOf('\n\n')
  if (end < 0 || !whole.endsWith('\n')) throw malformed('a text, an empty line and signatures')
  const text = whole.slice(0, end + 1)
  if (!isNoteText(text)) throw malformed('a text of whole lines without control characters')
  const lines = whole
    .slice(end + 2)
    .split('\n')
    .slice(0, -1)
  if (lines.length === 0) throw malformed('a signature')
  if (lines.length > mostSignatures) throw malformed(`at most ${mostSignatures} signatures`)
  return { text, signatures: lines.map(parseSignature) }
}

function parseSignature(line: string): NoteSignature {
  const [, name, base64] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  const bytes = fromBase64(base64 ?? '')
  if (name === undefined || !isKeyName(name) || !bytes || bytes.length < 5)
    throw malformed('signature lines of a dash, a name and base64')
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

/**
 * A note that at least one of `keys` signed. Signatures by keys not among them are passed over; one that claims a key
 * among them and does not hold spoils the note, whatever stands beside it.
 */
export function openNote(note: string | Uint8Array, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(note)
  const verified: VerifiedSignature[] = []
  for (const signature of signatures) {
    const key = keys.find((known) => signs(known, signature))
    const holds = key && verifiers.get(key.type)
    if (!key || !holds) continue
    if (!holds(key.publicKey, toBytes(text), signature.signature))
      throw new TlogError(
        'SIGNATURE_INVALID',
        `the signature of ${key.name} does not fit the text it stands under`,
        { name: key.name, keyId: toHex(key.id) },
      )
    if (!verified.some((other) => other.key === key)) verified.push({ ...signature, key })
  }
  if (verified.length === 0)
    throw new TlogError(
      'NOTE_UNSIGNED',
      `expected a signature by one of ${keys.length} known keys, saw none`,
      { known: keys.map(({ name }) => name) },
    )
  return { text, verified }
}

const signs = (key: VerifierKey, signature: NoteSignature): boolean =>
  key.name === signature.name && equalBytes(key.id, signature.keyId)

/** Well-formed text in whole lines, with no control character but the line feed. */
const isNoteText = (text: string): boolean =>
  text.endsWith('\n') && !/[^\P{Cc}\n]|\p{Surrogate}/u.test(text)

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new TlogError('NOTE_MALFORMED', 'expected a note in UTF-8', {}, { cause })
  }
}

const malformed = (expected: string) =>
  new TlogError('NOTE_MALFORMED', `expected a note with ${expected}`)
