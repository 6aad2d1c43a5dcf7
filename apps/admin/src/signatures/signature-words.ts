import type { IconName } from '../parts/Icon.js'
import type { Signature } from './fragment.js'

type Told = Pick<Signature, 'by' | 'person' | 'keyRemovedAt'>

/** Who signed it, in the words of a mark. */
export function signedWords({ by, person, keyRemovedAt }: Told): string {
  if (by === 'SERVER') return 'signed by the server'
  if (by === 'PERSON')
    return `signed by ${person?.name ?? 'a person'}${keyRemovedAt ? ', key removed since' : ''}`
  if (by === 'UNKNOWN_KEY') return 'signed, key unknown'
  return by === 'BAD' ? 'bad signature' : 'unsigned'
}

export const signedIcon: Readonly<Record<Told['by'], IconName>> = {
  SERVER: 'hold',
  PERSON: 'key',
  UNKNOWN_KEY: 'alert',
  BAD: 'cross',
  UNSIGNED: 'clock',
}

/** What follows from it, for somebody who has to rely on it. */
export function signedMeaning({ by, person, keyRemovedAt }: Told): string {
  if (by === 'SERVER')
    return 'This product made it for the person it names as author, and nobody changed it since. That the person was signed in is on the record; they hold no key for it.'
  if (by === 'PERSON') {
    const who = person?.name ?? 'Somebody'
    const removed = keyRemovedAt
      ? ' They removed the key since: what it signs may be older, or not theirs.'
      : ''
    return `${who} signed it with a key that they added here as their own, and nobody changed it since.${removed}`
  }
  if (by === 'UNKNOWN_KEY')
    return 'It bears a signature, by a key that nobody here has added as their own. It proves nothing about who made it.'
  if (by === 'BAD')
    return 'It bears a signature that does not fit it: it was changed after it was signed, or the signature was copied from elsewhere. Do not rely on it.'
  return 'Nobody signed it. Who it names as author is what the sender wrote; who pushed it is on the record.'
}

export interface Checked {
  readonly kind: 'commit' | 'tag'
  /** A commit or the name of a tag. */
  readonly object: string
  readonly origin: string
}

/** What checks it with git's own client, in a clone. */
export function checkingCommands(by: Told['by'], { kind, object, origin }: Checked): string[] {
  const verify = `git -c gpg.ssh.allowedSignersFile=assize-signers verify-${kind} ${object}`
  return [
    `curl -s ${origin}/git/allowed_signers > assize-signers`,
    ...(by === 'PERSON' || by === 'UNKNOWN_KEY'
      ? ['echo "<address> namespaces=\\"git\\" <their public key>" >> assize-signers']
      : []),
    ...(kind === 'tag' ? ['git fetch origin --tags'] : ['git fetch origin']),
    verify,
  ]
}
