import { isStorableText } from '@assize/kernel'
import type { GitRepo } from 'just-git/server'
import { signedCommit } from './commit-signature.js'
import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
import type { ObjectSigner } from './object-signer.js'
import { checkSignature, type Signature } from './signature.js'

export interface NewCommit {
  readonly tree: Oid
  readonly parents: readonly Oid[]
  readonly author: Signature
  /** Who made the commit of another's words; the author when absent. */
  readonly committer?: Signature
  readonly message: string
}

/** In UTC and whole seconds. Throws `SIGNATURE_REFUSED`, `MESSAGE_REFUSED`. */
export function writeCommitObject(
  repo: GitRepo,
  { tree, parents, author, committer = author, message }: NewCommit,
  signer: ObjectSigner,
): Promise<Oid> {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${identityLine(author)}`,
    `committer ${identityLine(committer)}`,
  ]
  const content = Buffer.from(`${lines.join('\n')}\n\n${checkMessage(message)}`)
  const signature = signer.sign(content)
  return repo.objectStore.write(
    'commit',
    signature === null ? content : signedCommit(content, signature),
  )
}

export interface NewTagObject {
  readonly name: string
  readonly commit: Oid
  readonly tagger: Signature
  readonly message: string
}

/** An annotated tag, its signature at the end of its message. Throws as `writeCommitObject`. */
export function writeTagObject(
  repo: GitRepo,
  { name, commit, tagger, message }: NewTagObject,
  signer: ObjectSigner,
): Promise<Oid> {
  const head = `object ${commit}\ntype commit\ntag ${name}\ntagger ${identityLine(tagger)}\n`
  const content = Buffer.from(`${head}\n${checkMessage(message)}`)
  const signature = Buffer.from(signer.sign(content) ?? '')
  return repo.objectStore.write('tag', Buffer.concat([content, signature]))
}

function identityLine(signature: Signature): string {
  const { name, email, at } = checkSignature(signature)
  return `${name} <${email}> ${Math.floor(at.getTime() / 1000)} +0000`
}

export function checkMessage(message: string): string {
  if (message.trim() === '' || !isStorableText(message))
    throw new GitError('MESSAGE_REFUSED', 'expected a commit message of well-formed text')
  return message.endsWith('\n') ? message : `${message}\n`
}
