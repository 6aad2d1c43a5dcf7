import { isStorableText } from '@assize/kernel'
import { createCommit } from 'just-git/repo'
import type { GitRepo } from 'just-git/server'
import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
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
export function writeCommitObject(repo: GitRepo, commit: NewCommit): Promise<Oid> {
  const author = identityOf(checkSignature(commit.author))
  const committer = commit.committer ? identityOf(checkSignature(commit.committer)) : author
  const message = checkMessage(commit.message)
  const { tree, parents } = commit
  return createCommit(repo, { tree, parents: [...parents], author, committer, message })
}

export const identityOf = ({ name, email, at }: Signature) => ({
  name,
  email,
  timestamp: Math.floor(at.getTime() / 1000),
  timezone: '+0000',
})

export function checkMessage(message: string): string {
  if (message.trim() === '' || !isStorableText(message))
    throw new GitError('MESSAGE_REFUSED', 'expected a commit message of well-formed text')
  return message.endsWith('\n') ? message : `${message}\n`
}
