import { fromBase64, toBase64 } from '@assize/kernel'
import { cosignedAt } from './cosignature.js'
import { hashBytes, type Hash } from './merkle-tree.js'
import { isKeyName, signatureType, type NoteSigner, type VerifierKey } from './note-key.js'
import { openNote, signNote } from './signed-note.js'
import { TlogError } from './tlog-error.js'

/** The head of a tree: which log, how many leaves, which root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: Hash
}

export interface Cosignature {
  readonly witness: string
  /** By the witness's clock, in seconds since the epoch. */
  readonly seconds: bigint
}

/** Whose word a reader takes. */
export interface Trust {
  readonly logKeys: readonly VerifierKey[]
  readonly witnessKeys?: readonly VerifierKey[]
  /** How many different witnesses must have signed; none unless stated. */
  readonly witnesses?: number
}

/** Source: C2SP tlog-checkpoint, as all of this file. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`

/** The signer's name is the origin, so that a key cannot speak for another log. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  const stranger = signers.find(({ key }) => key.name !== checkpoint.origin)
  if (stranger) throw malformed(`a signer named ${checkpoint.origin}, saw ${stranger.key.name}`)
  return signNote(checkpointText(checkpoint), signers)
}

/** Lines after the third are another's business and are passed over. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, base64, ...rest] = text.split('\n')
  const root = fromBase64(base64 ?? '')
  if (rest.pop() !== '' || rest.includes('')) throw malformed('three whole lines or more')
  if (origin === undefined || !isKeyName(origin)) throw malformed('an origin without spaces')
  if (!/^(?:0|[1-9]\d{0,18})$/.test(size ?? '')) throw malformed('a size in decimal digits')
  if (root?.length !== hashBytes) throw malformed(`a root of ${hashBytes} bytes in base64`)
  return { origin, size: BigInt(size ?? ''), root }
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly cosignatures: readonly Cosignature[]
}

/** The checkpoint in a note that the log and enough witnesses signed. */
export function openCheckpoint(note: string | Uint8Array, trust: Trust): OpenedCheckpoint {
  const { logKeys, witnessKeys = [], witnesses = 0 } = trust
  const { text, verified } = openNote(note, [...logKeys, ...witnessKeys])
  const checkpoint = parseCheckpoint(text)
  const byLog = verified.some(
    ({ key }) =>
      logKeys.includes(key) && key.type === signatureType.ed25519 && key.name === checkpoint.origin,
  )
  if (!byLog)
    throw new TlogError(
      'CHECKPOINT_UNSIGNED',
      `expected a checkpoint signed by its log ${checkpoint.origin}, saw no such signature`,
      { origin: checkpoint.origin },
    )
  const cosignatures = verified
    .filter(({ key }) => witnessKeys.includes(key) && key.type === signatureType.cosignature)
    .map(({ name, signature }) => ({ witness: name, seconds: cosignedAt(signature) }))
  const seen = new Set(cosignatures.map(({ witness }) => witness)).size
  if (seen < witnesses)
    throw new TlogError(
      'WITNESSES_MISSING',
      `expected the signatures of ${witnesses} witnesses, saw ${seen}`,
      { expected: witnesses, seen },
    )
  return { checkpoint, cosignatures }
}

const malformed = (expected: string) =>
  new TlogError('CHECKPOINT_MALFORMED', `expected a checkpoint with ${expected}`)
