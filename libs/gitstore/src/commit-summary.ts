import type { CommitInfo } from 'just-git/repo'
import type { CommitSummary } from './git-store.js'
import type { Signature } from './signature.js'

export const summarize = (commit: CommitInfo): CommitSummary => ({
  oid: commit.hash,
  tree: commit.tree,
  parents: commit.parents,
  author: toSignature(commit.author),
  committer: toSignature(commit.committer),
  message: commit.message,
})

const toSignature = ({ name, email, timestamp }: CommitInfo['author']): Signature => ({
  ...{ name, email, at: new Date(timestamp * 1000) },
})
